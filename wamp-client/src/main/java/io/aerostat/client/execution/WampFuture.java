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
 * A {@link CompletableFuture} that one may wait for anywhere user code runs: waiting in a handler gives up the handler's turn in its lane, so that
 * what it waits for can arrive; waiting on an event loop is refused. Dependent stages run on the client's executor, and are such futures too.
 */
public class WampFuture<T> extends CompletableFuture<T> {
    public static <T> WampFuture<T> failed(Throwable failure) {
        WampFuture<T> future = new WampFuture<>();
        future.completeExceptionally(failure);
        return future;
    }

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
     * Waits at most so long, and throws what the future failed with as it is.
     *
     * @throws WampException or whatever else the future failed with, if that is unchecked; else a {@link CompletionException} with the cause
     * @throws AwaitTimeout if it is not done in time
     * @throws AwaitInterrupted if the thread is interrupted, whose flag stays set
     * @throws IllegalStateException on an event loop
     */
    public T await(Duration timeout) {
        try {
            return get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                // Where it was made is of no use to who waits; this stack is.
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

    /** {@link #await} took too long. */
    public static final class AwaitTimeout extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitTimeout(String message) {
            super(message);
        }
    }

    /** The thread that waited was interrupted. */
    public static final class AwaitInterrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitInterrupted(String message) {
            super(message);
        }
    }

    /** Only a stack trace. */
    private static final class AwaitedHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwaitedHere() {
            super("awaited here");
        }
    }
}
