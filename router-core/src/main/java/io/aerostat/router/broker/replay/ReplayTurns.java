package io.aerostat.router.broker.replay;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of a realm's replays that read past events at the same time, so that many new subscribers do not
 * fill the memory or the queue of the store. Any thread.
 */
public final class ReplayTurns {
    private static final int AT_ONCE = 64;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free = AT_ONCE;

    /**
     * Runs a task, either at once or when another task has called {@link #end}. The task must lead to one call of
     * {@link #end}.
     */
    void begin(Runnable read) {
        if (take(read)) {
            read.run();
        }
    }

    // Synchronized, because replays on all loops take turns. The lock is held for one queue operation.
    private synchronized boolean take(Runnable read) {
        if (free == 0) {
            waiting.add(read);
            return false;
        }
        free--;
        return true;
    }

    /** Ends a turn, and begins the next one. */
    void end() {
        Runnable next = giveBack();
        if (next != null) {
            next.run();
        }
    }

    // Synchronized for the same reason as take.
    private synchronized @Nullable Runnable giveBack() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
