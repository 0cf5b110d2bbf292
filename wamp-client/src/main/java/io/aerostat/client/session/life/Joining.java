package io.aerostat.client.session.life;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.WampException;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.exchange.Completions;
import io.aerostat.protocol.error.StageFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt to connect and join. Its future completes with the {@link Session} or fails with the reason. Any thread.
 */
public final class Joining {
    private final RequestSource source;
    private final Completions completions;
    private final WampFuture<Session> future = new WampFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();

    private Joining(RequestSource source, Completions completions) {
        this.source = source;
        this.completions = completions;
    }

    /** Supplies the request to join when the connection is open. Called on the client's executor. */
    @FunctionalInterface
    public interface RequestSource {
        CompletionStage<JoinRequest> connected() throws Exception;
    }

    /**
     * Connects and joins. The future fails with {@link ConnectFailed}, with
     * {@link io.aerostat.client.error.JoinRefused}, or with the failure of {@code source}. Canceling the future cancels
     * the attempt. The session ends with its connection.
     */
    public static WampFuture<Session> join(Connector connector, RequestSource source, ClientSessionOptions settings) {
        Joining joining = new Joining(source, new Completions(settings.executor()));
        SessionDriver driver = new SessionDriver(settings, joining);
        CompletableFuture<Connection> opening = connector.open(driver);
        joining.future.whenComplete((session, failure) -> {
            if (joining.future.isCancelled()) {
                opening.cancel(true);
            }
        });
        opening.whenComplete((connection, failure) -> {
            if (failure != null) {
                joining.failed(asConnectFailed(failure, connector));
            } else {
                connection.executor().execute(() -> driver.opened(connection));
            }
        });
        return joining.future;
    }

    private static Throwable asConnectFailed(Throwable failure, Connector connector) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof WampException ? cause : new ConnectFailed("no connection to " + connector, cause);
    }

    RequestSource source() {
        return source;
    }

    Completions completions() {
        return completions;
    }

    public void joined(Session session) {
        if (!settled.compareAndSet(false, true)) {
            session.leave();
            return;
        }
        completions.run(() -> {
            if (!future.complete(session)) {
                session.leave(); // the caller has canceled the future
            }
        });
    }

    /** Fails the future. Only the first failure counts, because it causes the later failures. */
    void failed(Throwable failure) {
        if (settled.compareAndSet(false, true)) {
            completions.fail(future, failure);
        }
    }
}
