package io.aerostat.client.execution.order;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of a client's event loop, which user code must never block. */
public final class LoopThread extends FastThreadLocalThread {
    private LoopThread(Runnable target, String name) {
        super(target, name);
        setDaemon(true);
    }

    /** Makes daemon threads {@code name-loop-1}, {@code name-loop-2} … */
    public static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return target -> new LoopThread(target, name + "-loop-" + count.incrementAndGet());
    }

    public static boolean isCurrent() {
        return Thread.currentThread() instanceof LoopThread;
    }
}
