package io.aerostat.command.request;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers. A handler can set an action, which runs after the client has accepted the handler's answer. So a
 * command does not end before it has sent its last answer. The client may run several handlers in one task.
 */
final class HandlerThreads extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 10;

    /** The actions of the handlers that have run in the present task of this thread. */
    private static final ThreadLocal<List<Runnable>> ACTIONS = ThreadLocal.withInitial(ArrayList::new);

    HandlerThreads() {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "aerostat-handler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called by a handler to run an action after the client has accepted the handler's answer. */
    void afterAnswer(Runnable action) {
        ACTIONS.get().add(action);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        List<Runnable> actions = ACTIONS.get();
        actions.forEach(Runnable::run);
        actions.clear();
    }
}
