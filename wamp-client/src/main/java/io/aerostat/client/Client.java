package io.aerostat.client;

import io.aerostat.client.connection.Connector;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.client.reconnect.durable.DurableSession;
import io.aerostat.client.reconnect.durable.Rejoiner;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.protocol.error.CloseUris;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The entry point of the library: opens sessions with one realm of one router, and owns the threads of these sessions.
 * Any thread.
 *
 * <pre>{@code
 * try (Client client = Client.builder().url("ws://localhost:8080/ws").realm("realm1").build()) {
 *     Session session = client.connect().await(Duration.ofSeconds(10));
 *     int sum = session.call("com.example.add", 2, 3).as(Integer.class).await(Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class Client implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Connector connector;
    private final JoinRequest request;
    private final ClientSessionOptions settings;
    private final ReconnectOptions reconnect;
    private final SessionListener listener;
    private final ClientRuntime runtime;
    private final boolean ownsRuntime;
    private final Set<WampFuture<Session>> joinings = ConcurrentHashMap.newKeySet();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    Client(
            Connector connector,
            JoinRequest request,
            ClientSessionOptions settings,
            ReconnectOptions reconnect,
            SessionListener listener,
            ClientRuntime runtime,
            boolean ownsRuntime) {
        this.connector = connector;
        this.request = request;
        this.settings = settings;
        this.reconnect = reconnect;
        this.listener = listener;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
    }

    /** Returns a builder of a client. */
    public static ClientBuilder builder() {
        return new ClientBuilder();
    }

    /**
     * Connects and joins. After the loss of a connection, the client joins again as the {@link ReconnectOptions}
     * prescribe (P8).
     *
     * @return a future of the session; the future fails with {@link io.aerostat.client.error.ConnectFailed} or
     *     {@link io.aerostat.client.error.JoinRefused} if the client gives up before its first session
     */
    public WampFuture<Session> connect() {
        return remembered(DurableSession.start(
                events -> new Rejoiner(this::joinOnce, reconnect, settings.timer(), settings.executor(), events),
                listener,
                settings.mapper(),
                settings.timer()));
    }

    /** Connects and joins once; the session ends with its connection. Fails as {@link #connect()} does. */
    public WampFuture<Session> join() {
        return remembered(joinOnce());
    }

    private WampFuture<Session> joinOnce() {
        return Joining.join(
                connector,
                () -> {
                    listener.connected();
                    return CompletableFuture.completedStage(request);
                },
                settings);
    }

    private WampFuture<Session> remembered(WampFuture<Session> joining) {
        joinings.add(joining);
        joining.whenComplete((session, failure) -> {
            if (failure == null) {
                sessions.add(session);
                session.closed().thenAccept((CloseReason reason) -> sessions.remove(session));
            }
            joinings.remove(joining);
        });
        return joining;
    }

    /**
     * Cancels every join in progress, leaves all sessions, waits a few seconds for the sessions to end, and ends the
     * client's threads. Must not be called on an event loop.
     */
    @Override
    public void close() {
        joinings.forEach(joining -> joining.cancel(true));
        CompletableFuture<?>[] leaving = sessions.stream()
                .map(session -> session.leave(CloseUris.NORMAL))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(leaving)
                .completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (ownsRuntime) {
            runtime.close();
        }
    }

    @Override
    public String toString() {
        return "Client[" + connector + ", " + request + "]";
    }
}
