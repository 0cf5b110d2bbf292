package io.aerostat.mqtt.session;

import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.payload.UnfitPayload;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.session.TransportInfo;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a link that concerns its connection: its admission, its description, and how much the link may read and
 * write. Confined to the loop of the connection.
 */
abstract class ConnectionLink implements Link {
    /** How long a lost connection waits for the conversion of the messages that have arrived over it. */
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final MqttConnection connection;
    private final BridgedConnection bridge;
    private boolean admitted;
    private boolean paused;
    private boolean converting; // whether a procedure converts a message of the client
    private @Nullable Runnable afterwards; // waits until no procedure converts a message
    private @Nullable TransportInfo transport;

    ConnectionLink(MqttConnection connection, BridgedConnection bridge) {
        this.connection = connection;
        this.bridge = bridge;
    }

    MqttConnection connection() {
        return connection;
    }

    BridgedConnection bridge() {
        return bridge;
    }

    /** Returns the messages for the client; null before CONNECT. */
    abstract @Nullable Outgoing outgoing();

    /**
     * Writes a message.
     *
     * @param isRetention whether the message is an event that changes the retained event of its topic
     */
    abstract Sent write(WampMessage message, boolean isRetention);

    @Override
    public final Sent write(WampMessage message) {
        return write(message, false);
    }

    /** Handles the packets that have arrived while reading was paused. */
    abstract void handleHeld();

    /** Checks whether the link or its session has ended, or the client has no connection. */
    abstract boolean isDone();

    /** Checks whether the packets of the client must wait, for the session or for a conversion. */
    final boolean isPaused() {
        return paused || converting;
    }

    /**
     * Waits for the conversion of a message of the client. Packets that arrive in the meantime are held, so that
     * messages keep their order.
     *
     * @param then gets the result or the failure, unless the connection has ended
     */
    final <T> void await(CompletableFuture<T> conversion, BiConsumer<@Nullable T, @Nullable UnfitPayload> then) {
        if (conversion.isDone()) {
            pass(conversion, then);
            return;
        }
        converting = true;
        connection.pauseReading();
        conversion.whenComplete((result, failure) -> loop().execute(() -> {
            converting = false;
            if (!isDone()) {
                pass(conversion, then);
            }
            if (!isPaused()) {
                connection.resumeReading();
            }
            handleHeld();
            runAfterwards();
        }));
    }

    private static <T> void pass(
            CompletableFuture<T> conversion, BiConsumer<@Nullable T, @Nullable UnfitPayload> then) {
        T result = null;
        UnfitPayload failure = null;
        try {
            result = conversion.join();
        } catch (CompletionException e) {
            failure = UnfitPayload.of(e);
        }
        then.accept(result, failure);
    }

    /** Runs a task when all conversions of the client's messages have ended, or take too long. */
    final void afterConversions(Runnable task) {
        afterwards = task;
        if (converting) {
            loop().schedule(this::abandonConversions, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        }
        runAfterwards();
    }

    private void abandonConversions() {
        converting = false;
        runAfterwards();
    }

    private void runAfterwards() {
        Runnable task = afterwards;
        if (task != null && !converting) {
            afterwards = null;
            task.run();
        }
    }

    /** Asks the router to admit the connection. Returns null if the router admits it, or the reason for the refusal. */
    final @Nullable String admit() {
        String full = bridge.admit();
        admitted = full == null;
        return full;
    }

    /** Called when the session is established, or the connection has ended. Idempotent. */
    final void settle() {
        if (admitted) {
            admitted = false;
            bridge.settled();
        }
    }

    /** Sends a packet to the client, if there is a connection. */
    final void send(MqttMessage packet) {
        connection.write(packet);
    }

    /** Describes the connection, whose TLS handshake is complete. */
    final TransportInfo describe() {
        TransportInfo described = bridge.transport();
        transport = described;
        return described;
    }

    @Override
    public final EventExecutor loop() {
        return connection.loop();
    }

    @Override
    public final Serializer serializer() {
        return Serializers.of(Serialization.CBOR);
    }

    @Override
    public final TransportInfo transport() {
        return transport == null ? bridge.transport() : transport;
    }

    @Override
    public final Sent write(SharedMessage message) {
        return write(message.message(), message.isRetention());
    }

    @Override
    public final long pendingBytes() {
        Outgoing outgoing = outgoing();
        return outgoing == null ? connection.pendingBytes() : outgoing.pendingBytes();
    }

    @Override
    public final void limitPending(long bytes) {
        Outgoing outgoing = outgoing();
        if (outgoing != null) {
            outgoing.limit(bytes);
        }
    }

    @Override
    public final void pauseReading() {
        paused = true;
        connection.pauseReading();
    }

    @Override
    public final void resumeReading() {
        if (paused) {
            paused = false;
            if (!converting) {
                connection.resumeReading();
                loop().execute(this::handleHeld);
            }
        }
    }
}
