package io.aerostat.client.session;

import io.aerostat.client.execution.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Completes futures where user code may run: on the client's executor, never on the thread that owns the session. Any thread. */
final class Completions {
    /** Enough for continuations that block now and then, few enough not to flood the machine with threads. */
    private static final int WIDTH = 16;

    private final Lane lane;

    Completions(Executor executor) {
        this.lane = Lane.ofCompletions(executor, WIDTH);
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
        lane.execute(task);
    }
}
