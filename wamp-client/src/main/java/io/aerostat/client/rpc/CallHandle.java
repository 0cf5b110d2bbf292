package io.aerostat.client.rpc;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.protocol.option.CancelMode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.core.type.TypeReference;

/**
 * The future of a call's final result. It fails with an {@link io.aerostat.client.error.ApplicationError} if the router
 * or the callee answers with an error, and with {@link io.aerostat.client.error.SessionLost} if the session ends before
 * the answer (P8).
 */
public abstract class CallHandle extends WampFuture<CallResult> {
    /**
     * Asks the router to cancel the call (CAN-1). The future then fails with {@code wamp.error.canceled}, at the latest
     * after three seconds; with {@link CancelMode#KILL}, it completes with the callee's answer instead, however late.
     * Does nothing once the call has ended. If the router does not support canceling, {@code KILL} does nothing, and
     * with the other modes the client drops the result.
     */
    public abstract void cancel(CancelMode mode);

    /**
     * Cancels the future at once, and the call with {@link CancelMode#KILLNOWAIT}.
     *
     * @param mayInterruptIfRunning has no effect
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancel(CancelMode.KILLNOWAIT);
        }
        return cancelled;
    }

    /**
     * Returns the result as one value; see {@link io.aerostat.client.value.Arguments#as(Class)}. Canceling the returned
     * future cancels the call.
     */
    public <T> WampFuture<T> as(Class<T> type) {
        return read(result -> result.arguments().as(type));
    }

    /** Does the same as {@link #as(Class)}, for types with parameters. */
    public <T> WampFuture<T> as(TypeReference<T> type) {
        return read(result -> result.arguments().as(type));
    }

    /**
     * Does the same as {@link #as(Class)}, but the future completes with an empty {@code Optional} if the result is
     * empty or null.
     */
    public <T> WampFuture<Optional<T>> asOptional(Class<T> type) {
        return read(result -> result.arguments().asOptional(type));
    }

    private <T> WampFuture<T> read(Function<CallResult, T> reading) {
        WampFuture<T> value = (WampFuture<T>) thenApply(reading);
        value.whenComplete((read, failure) -> {
            if (value.isCancelled()) {
                cancel(true);
            }
        });
        return value;
    }

    /** Returns a plain future for a stage that depends on this call: canceling that stage does not cancel the call. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new WampFuture<>();
    }
}
