package io.aerostat.client.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Completes futures where user code may run: on the client's executor, never on the thread that owns the session. Any thread. */
final class Completions {
    private final Executor executor;

    Completions(Executor executor) {
        this.executor = executor;
    }

    <T> void complete(CompletableFuture<T> future, T value) {
        run(() -> future.complete(value));
    }

    void done(CompletableFuture<Void> future) {
        run(() -> future.complete(null));
    }

    void fail(CompletableFuture<?> future, Throwable failure) {
        run(() -> future.completeExceptionally(failure));
    }

    void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The client is closed; somebody may still wait for the last futures.
            task.run();
        }
    }
}
