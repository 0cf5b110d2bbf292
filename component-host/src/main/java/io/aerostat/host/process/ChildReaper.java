package io.aerostat.host.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kills children that still run when this JVM ends, after a grace period. In an orderly stop, the owners have already
 * ended their children; this class covers every other end of the JVM.
 */
final class ChildReaper {

    /** Time for an orderly stop, which runs concurrently with this shutdown hook. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private static final Set<Child> CHILDREN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildReaper::reap, "child-reaper"));
    }

    private ChildReaper() {}

    static void watch(Child child) {
        CHILDREN.add(child);
        child.ended().thenRun(() -> CHILDREN.remove(child));
    }

    private static void reap() {
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            while (!CHILDREN.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CHILDREN.forEach(Child::kill);
    }
}
