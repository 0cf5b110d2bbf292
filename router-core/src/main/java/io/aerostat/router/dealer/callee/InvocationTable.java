package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.id.SpreadKeys;
import io.aerostat.router.tally.PendingTally;
import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The invocations that one callee has not answered yet, by their ids, which count up from 1 (ID-5). Confined to the
 * callee's loop.
 */
final class InvocationTable {
    /** Enough for most callees, which have few pending invocations; the table grows if necessary. */
    private static final int INITIAL_CAPACITY = 4;

    private final PendingTally tally;
    /**
     * The invocations by their ids, which {@code SpreadKeys} spreads. Before its first invocation, a session uses one
     * shared empty map, because most sessions are never called.
     */
    private LongObjectMap<Attempt> attempts = LongCollections.emptyMap();

    private long lastIssued;

    InvocationTable(PendingTally tally) {
        this.tally = tally;
    }

    int size() {
        return attempts.size();
    }

    @Nullable
    Attempt get(long invocation) {
        return attempts.get(SpreadKeys.of(invocation));
    }

    boolean holds(Attempt attempt) {
        return attempt.invocation() != 0 && attempts.get(SpreadKeys.of(attempt.invocation())) == attempt;
    }

    /** Checks whether an INVOCATION with this id has been sent (PV-5, A-12). */
    boolean wasIssued(long invocation) {
        return invocation <= lastIssued;
    }

    /** Adds the attempt and gives it the next id. */
    void add(Attempt attempt) {
        lastIssued++;
        attempt.setInvocation(lastIssued);
        if (attempts == LongCollections.<Attempt>emptyMap()) {
            attempts = new LongObjectHashMap<>(INITIAL_CAPACITY);
        }
        attempts.put(SpreadKeys.of(lastIssued), attempt);
        tally.addInvocations(1);
    }

    /**
     * Removes an attempt whose INVOCATION could not be sent. The next INVOCATION uses the same id, so that the peer
     * sees no gap.
     */
    boolean withdraw(Attempt attempt) {
        if (attempt.invocation() == lastIssued && holds(attempt)) {
            lastIssued--;
        }
        return remove(attempt);
    }

    boolean remove(Attempt attempt) {
        if (!holds(attempt)) {
            return false;
        }
        attempts.remove(SpreadKeys.of(attempt.invocation()));
        tally.addInvocations(-1);
        return true;
    }

    /** Empties the table, and returns its attempts in the order of their INVOCATIONs. */
    List<Attempt> removeAll() {
        List<Attempt> all = new ArrayList<>(attempts.values());
        all.sort(Comparator.comparingLong(Attempt::invocation));
        attempts = LongCollections.emptyMap();
        tally.addInvocations(-all.size());
        return all;
    }
}
