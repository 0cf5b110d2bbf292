package io.aerostat.command.request;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for handlers. A handler can set an action that runs after the client has accepted the handler's answer, so
 * that a command does not end before its last answer is on its way.
 */
final class HandlerThreads extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 10;

    /** The action that the handler on this thread has set. */
    private static final ThreadLocal<@Nullable Runnable> LAST = new ThreadLocal<>();

    HandlerThreads() {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "aerostat-handler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called by a handler to run an action after the client has accepted the handler's answer. */
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
