package io.aerostat.client.execution;

import io.aerostat.client.error.WampException;
import io.aerostat.client.execution.order.Lane;
import io.aerostat.client.execution.order.LoopThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link CompletableFuture} on which user code may block. While a handler blocks, the next task of its lane can run,
 * so the awaited message can arrive. Blocking on an event loop throws an exception. Dependent stages run on the
 * client's executor and are futures of this class too.
 */
public class WampFuture<T> extends CompletableFuture<T> {
    /** Returns a future that has failed. */
    public static <T> WampFuture<T> failed(Throwable failure) {
        WampFuture<T> future = new WampFuture<>();
        future.completeExceptionally(failure);
        return future;
    }

    /** Returns a future that has completed with a value. */
    public static <T> WampFuture<T> completed(T value) {
        WampFuture<T> future = new WampFuture<>();
        future.complete(value);
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new WampFuture<>();
    }

    /**
     * Waits for the result, at most for this time, and throws the failure of the future unwrapped.
     *
     * @throws WampException or any other unchecked exception that the future failed with; a {@link CompletionException}
     *     if the failure is a checked exception
     * @throws AwaitTimeout if the future is not completed in time
     * @throws AwaitInterrupted if the thread is interrupted; its interrupt flag stays set
     * @throws IllegalStateException on an event loop
     */
    public T await(Duration timeout) {
        try {
            return get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                // Adds the stack trace of the waiting caller; the exception itself shows where it was created.
                unchecked.addSuppressed(new AwaitedHere());
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new CompletionException(cause);
        } catch (TimeoutException e) {
            throw new AwaitTimeout("not done after " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwaitInterrupted("interrupted while waiting");
        }
    }

    @Override
    public T join() {
        beforeWait();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        beforeWait();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        beforeWait();
        return super.get(timeout, unit);
    }

    private void beforeWait() {
        if (isDone()) {
            return;
        }
        if (LoopThread.isCurrent()) {
            throw new IllegalStateException("found a blocking wait on the event loop "
                    + Thread.currentThread().getName()
                    + " (expected thenAccept, whenComplete or another asynchronous continuation)");
        }
        Lane.giveUpTurn();
    }

    /** Thrown when {@link #await} has waited for its whole timeout. */
    public static final class AwaitTimeout extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitTimeout(String message) {
            super(message);
        }
    }

    /** Thrown when the waiting thread is interrupted. */
    public static final class AwaitInterrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitInterrupted(String message) {
            super(message);
        }
    }

    /** Carries only the stack trace of the waiting thread. */
    private static final class AwaitedHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitedHere() {
            super("awaited here");
        }
    }
}
