package io.aerostat.command.request;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for handlers. A handler can leave an action that runs when the client has taken its answer: a command must
 * not end before its last answer is under way.
 */
final class HandlerThreads extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 10;

    /** The action that the handler of this thread has left. */
    private static final ThreadLocal<@Nullable Runnable> LAST = new ThreadLocal<>();

    HandlerThreads() {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "aerostat-handler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called by a handler: runs the action when the answer of the handler has been taken. */
    void afterAnswer(Runnable action) {
        LAST.set(action);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        Runnable action = LAST.get();
        if (action != null) {
            LAST.remove();
            action.run();
        }
    }
}
