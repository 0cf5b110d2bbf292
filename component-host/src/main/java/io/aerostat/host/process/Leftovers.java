package io.aerostat.host.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the processes that a process has started and left behind: first asks them to end, then kills them. Blocks, so it
 * must not run on an event loop.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration POLL = Duration.ofMillis(20);

    /** How many times the search is repeated, because a process may start other processes while it is being killed. */
    private static final int ROUNDS = 10;

    private Leftovers() {}

    /**
     * Ends the descendants of this process. Called by a container that ends itself, because its router may have died.
     *
     * @param grace how long the processes may take to end when asked
     */
    public static void endOfThisProcess(Duration grace) {
        List<ProcessHandle> descendants = ProcessHandle.current().descendants().toList();
        descendants.forEach(ProcessHandle::destroy);
        awaitEnd(descendants, grace);
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Ends the processes of a family. Returns when no process is left, or when the remaining processes cannot be ended.
     *
     * @param worker the worker that started the processes
     * @param known the descendants that were known while the child was running
     * @param grace how long the processes may take to end when asked
     */
    static void end(String worker, ProcessFamily family, Set<ProcessHandle> known, Duration grace) {
        Set<ProcessHandle> left = living(family, known);
        if (left.isEmpty()) {
            return;
        }
        log.atInfo()
                .addKeyValue("worker", worker)
                .addKeyValue("pids", left.stream().map(ProcessHandle::pid).toList())
                .log("ending the processes that the worker has left");
        left.forEach(ProcessHandle::destroy);
        awaitEnd(left, grace);
        kill(family, known);
    }

    private static void awaitEnd(Collection<ProcessHandle> processes, Duration grace) {
        long begin = System.nanoTime();
        while (processes.stream().anyMatch(ProcessFamily::lives) && System.nanoTime() - begin < grace.toNanos()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Kills all processes at once. */
    static void kill(ProcessFamily family, Set<ProcessHandle> known) {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> left = living(family, known);
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static Set<ProcessHandle> living(ProcessFamily family, Set<ProcessHandle> known) {
        Set<ProcessHandle> left = family.members();
        known.stream().filter(ProcessFamily::lives).forEach(left::add);
        return left;
    }
}
