package io.aerostat.host.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The backstop: when this JVM ends and children are still there after a grace period, it kills them. Whoever owns them
 * stops them in order; this is for the ways out on which nobody does.
 */
final class ChildReaper {

    /** Time for an orderly stop, which runs beside this shutdown hook. */
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
