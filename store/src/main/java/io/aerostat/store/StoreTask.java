package io.aerostat.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A task of the writer's thread between two commits. Compared by identity. */
abstract class StoreTask {
    /** The approximate size, in bytes, of the memory that a task needs in addition to its content. */
    private static final int OVERHEAD = 256;

    private final int bytes;
    private final boolean isChange;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /**
     * Creates a task that changes the file.
     *
     * @param bytes the size of the task's content
     */
    StoreTask(int bytes) {
        this.bytes = bytes + OVERHEAD;
        this.isChange = true;
    }

    /**
     * Creates a task that changes nothing, and runs after all earlier changes. The task is never refused for lack of
     * space, because each such task serves one subscriber, and the number of subscriptions is limited.
     */
    StoreTask() {
        this.bytes = 0;
        this.isChange = false;
    }

    /** Checks whether the file must be committed after the task. */
    final boolean isChange() {
        return isChange;
    }

    /** Returns the approximate size of the memory that the task needs. */
    final int bytes() {
        return bytes;
    }

    /**
     * Changes or reads the file. Runs on the writer's thread, which commits afterwards if the batch has a change. If
     * this method throws, the task fails.
     */
    abstract void apply();

    /** Completes the task. Runs on the writer's thread after the commit. */
    void committed() {
        done.complete(null);
    }

    /** Fails the task. */
    void failed(Throwable failure) {
        done.completeExceptionally(failure);
    }

    final CompletionStage<Void> done() {
        return done;
    }
}
