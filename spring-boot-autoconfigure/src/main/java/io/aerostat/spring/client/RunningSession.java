package io.aerostat.spring.client;

import io.aerostat.client.Client;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.spring.failure.Mistakes;
import io.aerostat.spring.failure.WampStartFailed;
import io.aerostat.spring.handler.BeanHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One start of the application's session: a client, its session, and the handlers that the session binds. */
final class RunningSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSession.class);

    private final ClientFactory clients;
    private final List<BeanHandler> handlers;
    private final SessionStatus status;
    private final Client client;
    private final WampFuture<Session> joining;

    private RunningSession(ClientFactory clients, List<BeanHandler> handlers) {
        this.clients = clients;
        this.handlers = handlers;
        this.status = clients.newStatus();
        this.client = clients.newClient(status);
        this.joining = client.connect();
    }

    /**
     * Begins to join.
     *
     * @throws WampStartFailed if a property cannot be used
     */
    static RunningSession begin(ClientFactory clients, List<BeanHandler> handlers) {
        return new RunningSession(clients, handlers);
    }

    /**
     * Waits until the session has joined and all handlers are bound. If the application may start without the router,
     * waits for the first attempt only.
     *
     * @throws WampStartFailed if the session does not join, or if a handler is not bound
     */
    void await() {
        Duration deadline = clients.properties().joinTimeout();
        CompletableFuture<Void> bound = joining.thenCompose(this::bind);
        try {
            if (clients.properties().reconnect().waitForRouter()) {
                bound.whenComplete((done, failure) -> report(failure));
                WampFuture<Object> first = new WampFuture<>();
                // This callback is added before the next one, so that an early refusal fails the start.
                bound.whenComplete((done, failure) -> end(first, failure));
                status.firstAttempt().thenRun(() -> {
                    if (status.joined().isEmpty()) {
                        first.complete(status);
                    }
                });
                first.await(deadline);
            } else {
                ((WampFuture<Void>) bound).await(deadline);
            }
        } catch (WampStartFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw Mistakes.notJoined(
                    clients.router(), String.valueOf(clients.properties().realm()), e);
        }
    }

    private static void end(WampFuture<Object> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(Boolean.TRUE);
        } else {
            future.completeExceptionally(StageFailure.cause(failure));
        }
    }

    private void report(@Nullable Throwable failure) {
        if (failure != null && StageFailure.cause(failure) instanceof WampStartFailed refused) {
            status.notBound(refused);
            LOG.error("{} {}", refused.getMessage(), refused.action());
        } else if (failure != null && !joining.isCompletedExceptionally()) {
            status.notBound(failure);
            LOG.error("the methods of the beans were not bound", failure);
        }
    }

    private CompletableFuture<Void> bind(Session session) {
        String role = session.details().authrole();
        List<WampStartFailed> refusals = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> binding = new ArrayList<>();
        for (BeanHandler handler : handlers) {
            binding.add(handler.bind(session).handle((bound, failure) -> {
                if (failure != null) {
                    refusals.add(
                            Mistakes.refused(handler.where(), handler.request(), role, StageFailure.cause(failure)));
                }
                return bound;
            }));
        }
        return CompletableFuture.allOf(binding.toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> {
                    if (!refusals.isEmpty()) {
                        throw Mistakes.several(refusals);
                    }
                });
    }

    SessionStatus status() {
        return status;
    }

    /** @throws IllegalStateException if the session has not joined yet */
    Session session() {
        if (!joining.isDone() || joining.isCompletedExceptionally()) {
            throw new IllegalStateException(status.problem());
        }
        return joining.join();
    }

    @Override
    public void close() {
        client.close();
    }
}
