package io.aerostat.cluster.nats;

import java.util.HashSet;
import java.util.Set;

/**
 * The reasons that have been logged during one outage of NATS, so that each reason is logged once. Used by one thread.
 */
final class OutageReasons {
    /** The number of reasons to remember. Reasons beyond this number are not logged. */
    private static final int MOST = 16;

    private final Set<String> logged = new HashSet<>();

    /** Returns whether to log a reason. */
    boolean add(String reason) {
        return logged.size() < MOST && logged.add(reason);
    }

    /** Called when an outage has ended. */
    void clear() {
        logged.clear();
    }
}
