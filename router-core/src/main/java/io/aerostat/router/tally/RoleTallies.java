package io.aerostat.router.tally;

import io.aerostat.protocol.trace.Tracing;
import io.aerostat.router.realm.CallStatistics;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tallies of a realm, one for each role on each event loop. Any thread. */
public final class RoleTallies {
    private final boolean measuresCalls;
    private final Tracing tracing;
    private final ConcurrentMap<String, ConcurrentMap<EventExecutor, RoleTally>> byRole = new ConcurrentHashMap<>();

    /**
     * Creates an empty set of tallies.
     *
     * @param measuresCalls whether to measure the durations of calls
     * @param tracing makes the spans of calls and publications
     */
    public RoleTallies(boolean measuresCalls, Tracing tracing) {
        this.measuresCalls = measuresCalls;
        this.tracing = tracing;
    }

    /** Returns the tally for the sessions of a role on a loop. */
    public RoleTally of(String role, EventExecutor loop) {
        ConcurrentMap<EventExecutor, RoleTally> tallies = byRole.get(role);
        if (tallies == null) {
            tallies = byRole.computeIfAbsent(role, created -> new ConcurrentHashMap<>());
        }
        RoleTally tally = tallies.get(loop);
        return tally != null ? tally : tallies.computeIfAbsent(loop, created -> new RoleTally(measuresCalls, tracing));
    }

    /** Returns the roles that have a tally. */
    public Set<String> roles() {
        return new TreeSet<>(byRole.keySet());
    }

    public long publications(String role) {
        return tallies(role).stream().mapToLong(RoleTally::publications).sum();
    }

    public long events(String role) {
        return tallies(role).stream().mapToLong(RoleTally::events).sum();
    }

    public CallStatistics calls(String role) {
        return tallies(role).stream().map(RoleTally::calls).reduce(CallStatistics.NONE, CallStatistics::plus);
    }

    private Collection<RoleTally> tallies(String role) {
        Map<EventExecutor, RoleTally> found = byRole.get(role);
        return found == null ? Set.of() : found.values();
    }
}
