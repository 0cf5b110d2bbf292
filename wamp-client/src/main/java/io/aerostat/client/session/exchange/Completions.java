package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.order.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Completes futures on the client's executor, where user code may run, and never on the thread that owns the session.
 * Any thread.
 */
public final class Completions {
    /**
     * The number of threads that complete futures: enough if a continuation blocks now and then, and few enough for any
     * machine.
     */
    private static final int MAX_CONCURRENT_COMPLETIONS = 16;

    private final Lane lane;

    public Completions(Executor executor) {
        this.lane = Lane.ofCompletions(executor, MAX_CONCURRENT_COMPLETIONS);
    }

    public <T> void complete(CompletableFuture<T> future, T value) {
        run(() -> future.complete(value));
    }

    public void done(CompletableFuture<Void> future) {
        run(() -> future.complete(null));
    }

    public void fail(CompletableFuture<?> future, Throwable failure) {
        run(() -> future.completeExceptionally(failure));
    }

    public void run(Runnable task) {
        lane.execute(task);
    }
}
