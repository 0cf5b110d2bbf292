package io.aerostat.router;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the threads of the event loops. Any thread. */
final class LoopThreads implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThreads.class);

    private final ThreadFactory threads = new DefaultThreadFactory("router", true);
    private final Runnable first;

    /** @param first the task that each thread runs before its event loop */
    LoopThreads(Runnable first) {
        this.first = first;
    }

    @Override
    public Thread newThread(Runnable loop) {
        return threads.newThread(() -> {
            runFirst();
            loop.run();
        });
    }

    /**
     * Runs the task. If the task fails, the thread still serves its connections, which would otherwise wait for ever.
     */
    private void runFirst() {
        try {
            first.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the task at the start of a thread has failed", e);
        }
    }
}
