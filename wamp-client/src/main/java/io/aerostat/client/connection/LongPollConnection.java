package io.aerostat.client.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * WAMP over HTTP long-poll. One request always waits for messages, and at most one request at a time sends messages, so
 * that both directions keep their order (LP-7). Confined to its event loop.
 */
final class LongPollConnection implements Connection {
    /** If at least this number of bytes waits to be sent, the network is considered slow. */
    private static final int HIGH_WATER = 64 * 1024;

    /** If at most this number of bytes waits to be sent, the network is no longer considered slow. */
    private static final int LOW_WATER = 32 * 1024;

    /** How long the router may take to answer the last requests of a connection. */
    private static final long CLOSE_SECONDS = 2;

    private final String base;
    private final boolean batched;
    private final RouterSerializer serializer;
    private final ConnectorOptions options;
    private final ConnectionListener listener;
    private final HttpLine sending;
    private final HttpLine receiving;

    private final Queue<byte[]> outgoing = new ArrayDeque<>();
    private int outgoingBytes;
    private boolean underWay;
    private boolean slow;
    private boolean closing;
    private boolean gone;
    private @Nullable ScheduledFuture<?> silence;

    /** @param base the path of the session, without a slash at its end */
    LongPollConnection(
            String base,
            boolean batched,
            Serializer serializer,
            ConnectorOptions options,
            ConnectionListener listener,
            HttpLine sending,
            HttpLine receiving) {
        this.base = base;
        this.batched = batched;
        this.serializer = new RouterSerializer(serializer);
        this.options = options;
        this.listener = listener;
        this.sending = sending;
        this.receiving = receiving;
    }

    void start() {
        receive();
    }

    @Override
    public Serializer serializer() {
        return serializer.current();
    }

    @Override
    public boolean isPrivate() {
        return sending.isPrivate() && receiving.isPrivate();
    }

    @Override
    public Executor executor() {
        return sending.loop();
    }

    // Receiving

    private void receive() {
        if (gone) {
            return;
        }
        watch();
        receiving.post(base + "/receive", new byte[0]).whenComplete((reply, failure) -> {
            stopWatching();
            if (gone) {
                return;
            }
            if (failure != null) {
                end("no answer to the request for messages: " + failure.getMessage());
            } else if (reply.status() == 404) {
                end("closed by the router"); // LP-6
            } else if (!reply.isSuccess()) {
                end("the request for messages was answered with HTTP status " + reply.status());
            } else {
                delivered(reply.body());
                receive();
            }
        });
    }

    /**
     * Checks that the router is alive. Long-poll has no pings, but a router answers each request for messages in time,
     * even if it has no message (P3).
     */
    private void watch() {
        if (!options.pingInterval().isZero()) {
            long patience = options.pingInterval().plus(options.pingTimeout()).toMillis();
            silence = sending.loop()
                    .schedule(
                            () -> end("the router has been silent for " + patience + " ms"),
                            patience,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void stopWatching() {
        if (silence != null) {
            silence.cancel(false);
        }
    }

    private void delivered(byte[] body) {
        if (body.length == 0) {
            return; // a response without messages, because none arrived in time (LP-6)
        }
        try {
            boolean goesOn = batched
                    ? Batches.read(body, serializer.current().serialization().isText(), this::receive)
                    : receive(body);
            if (!goesOn) {
                return;
            }
        } catch (ProtocolViolation e) {
            if (!closing) {
                listener.violation(e);
            }
        }
        flush();
    }

    private boolean receive(byte[] message) throws ProtocolViolation {
        if (!closing) {
            listener.message(serializer.decode(message));
        }
        return !closing;
    }

    // Sending

    @Override
    public void write(WampMessage message) throws MessageRefused {
        if (gone || closing) {
            return;
        }
        ByteBuf out = Unpooled.buffer(256);
        try {
            serializer.current().encode(message, out);
        } catch (NotExpressible e) {
            throw MessageRefused.notExpressible(String.valueOf(e.getMessage()));
        }
        byte[] bytes = ByteBufUtil.getBytes(out);
        outgoing.add(bytes);
        outgoingBytes += bytes.length;
        slow |= outgoingBytes >= HIGH_WATER;
    }

    @Override
    public void flush() {
        if (underWay || gone || outgoing.isEmpty()) {
            return;
        }
        underWay = true;
        sending.post(base + "/send", batched ? nextBatch() : next()).whenComplete((reply, failure) -> {
            underWay = false;
            if (gone) {
                return;
            }
            if (failure != null) {
                end("a message could not be sent: " + failure.getMessage());
            } else if (!reply.isSuccess()) { // LP-3: any status from 200 to 299 is a success
                end("what was sent was answered with HTTP status " + reply.status());
            } else {
                sent();
            }
        });
    }

    private byte[] next() {
        byte[] message = outgoing.remove();
        outgoingBytes -= message.length;
        return message;
    }

    private byte[] nextBatch() {
        boolean text = serializer.current().serialization().isText();
        ByteBuf batch = Unpooled.buffer(outgoingBytes + 8 * outgoing.size());
        while (!outgoing.isEmpty() && (batch.writerIndex() == 0 || batch.writerIndex() < HIGH_WATER)) {
            int from = batch.writerIndex();
            batch.writeZero(Batches.prefixLength(text));
            batch.writeBytes(next());
            Batches.finishMessage(batch, from, text, Batches.SEPARATOR);
        }
        return ByteBufUtil.getBytes(batch);
    }

    private void sent() {
        if (slow && outgoingBytes <= LOW_WATER) {
            slow = false;
            listener.writable();
        }
        if (!outgoing.isEmpty()) {
            flush();
        } else if (closing) {
            hangUp();
        }
    }

    @Override
    public boolean isWritable() {
        return gone || !slow;
    }

    // Closing

    @Override
    public void close() {
        if (closing || gone) {
            return;
        }
        flush();
        closing = true;
        sending.loop().schedule(() -> end("closed by this client"), CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!underWay) {
            hangUp();
        }
    }

    /** Tells the router that no further request follows (LP-4). */
    private void hangUp() {
        underWay = true;
        sending.post(base + "/close", new byte[0])
                .whenComplete((reply, failure) -> sending.loop().execute(() -> end("closed by this client")));
    }

    private void end(String cause) {
        if (gone) {
            return;
        }
        gone = true;
        stopWatching();
        outgoing.clear();
        sending.close();
        receiving.close();
        listener.closed(cause);
    }
}
