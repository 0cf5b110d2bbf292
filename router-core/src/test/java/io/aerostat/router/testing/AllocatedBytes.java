package io.aerostat.router.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Counts the bytes that the current thread allocates. */
public final class AllocatedBytes {
    private static final int ROUNDS = 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /**
     * Runs the tasks in turn, several times, and returns for each task the fewest bytes per operation. Compiled code
     * allocates fewer objects than interpreted code, and the JVM compiles at a time of its own, later on a busy
     * machine. Therefore only the best round of a task counts.
     *
     * @param operations how often a task repeats its operation
     */
    public static long[] fewest(int operations, Runnable... tasks) {
        long[] fewest = new long[tasks.length];
        Arrays.fill(fewest, Long.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int task = 0; task < tasks.length; task++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                tasks[task].run();
                long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                fewest[task] = Math.min(fewest[task], allocated / operations);
            }
        }
        return fewest;
    }
}
