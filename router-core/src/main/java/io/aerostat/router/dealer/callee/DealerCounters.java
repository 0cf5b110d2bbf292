package io.aerostat.router.dealer.callee;

import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.tally.PendingTally;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the pending calls and invocations of a dealer, and the answers that it has dropped. Any thread. */
public final class DealerCounters {
    public final LongAdder armedTimers = new LongAdder();
    public final LongAdder lateAnswers = new LongAdder();
    final LongAdder unwantedProgress = new LongAdder();
    /** Numbers that change with each call are counted separately for each loop, without atomic instructions. */
    private final ConcurrentMap<EventExecutor, PendingTally> pending = new ConcurrentHashMap<>();

    public DealerCounters() {}

    /** Returns the tally for the sessions of a loop. */
    public PendingTally pendingOn(EventExecutor loop) {
        PendingTally tally = pending.get(loop);
        return tally != null ? tally : pending.computeIfAbsent(loop, created -> new PendingTally());
    }

    /** Returns the current numbers; they are exact only while the realm is idle. */
    public DealerStatistics read() {
        return new DealerStatistics(
                pending.values().stream().mapToLong(PendingTally::calls).sum(),
                pending.values().stream().mapToLong(PendingTally::invocations).sum(),
                armedTimers.sum(),
                lateAnswers.sum(),
                unwantedProgress.sum());
    }
}
