package io.aerostat.spring.client;

import io.aerostat.client.contract.ContractProxy;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.WampFuture.AwaitInterrupted;
import io.aerostat.client.execution.WampFuture.AwaitTimeout;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.spring.WampOperations;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of an application's beans. Any thread. */
public final class SessionOperations implements WampOperations {
    private final Session session;
    private final Duration deadline;

    /**
     * Creates the operations of an application.
     *
     * @param sessions returns the present session
     * @param deadline how long a request waits for its answer
     */
    public SessionOperations(Supplier<Session> sessions, Duration deadline) {
        this.session = PresentSession.of(sessions);
        this.deadline = deadline;
    }

    @Override
    public <T> T call(Class<T> type, Call call) {
        CallHandle handle = session.call(call);
        try {
            return read(type, handle.await(deadline));
        } catch (AwaitTimeout | AwaitInterrupted e) {
            handle.cancel(true);
            throw e;
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null is the only value of Void
    private static <T> T read(Class<T> type, CallResult result) {
        return type == Void.class ? null : result.as(type);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(Class<T> type, Call call) {
        CallHandle handle = session.call(call);
        WampFuture<T> future = new WampFuture<>();
        handle.thenApply(result -> read(type, result))
                .whenComplete((value, failure) -> complete(future, value, failure));
        future.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException) {
                handle.cancel(true);
            }
        });
        return future;
    }

    private static <T> void complete(WampFuture<T> future, T value, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(StageFailure.cause(failure));
        }
    }

    @Override
    public void publish(Publication publication) {
        session.publishAcknowledged(publication).await(deadline);
    }

    @Override
    public CompletableFuture<Long> publishAsync(Publication publication) {
        return session.publishAcknowledged(publication);
    }

    @Override
    public <T> T proxy(Class<T> contract) {
        return ContractProxy.of(contract, session, deadline);
    }

    @Override
    public Session session() {
        return session;
    }
}
