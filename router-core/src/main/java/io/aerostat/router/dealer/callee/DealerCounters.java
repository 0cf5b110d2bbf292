package io.aerostat.router.dealer.callee;

import io.aerostat.router.realm.DealerStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counts the pending calls and invocations of a dealer, and the answers that it has dropped. Any thread. */
public final class DealerCounters {
    public final LongAdder pendingCalls = new LongAdder();
    final LongAdder pendingInvocations = new LongAdder();
    public final LongAdder armedTimers = new LongAdder();
    public final LongAdder lateAnswers = new LongAdder();
    final LongAdder unwantedProgress = new LongAdder();

    public DealerCounters() {}

    /** Returns the present numbers; they are exact only while the realm is idle. */
    public DealerStatistics read() {
        return new DealerStatistics(
                pendingCalls.sum(),
                pendingInvocations.sum(),
                armedTimers.sum(),
                lateAnswers.sum(),
                unwantedProgress.sum());
    }
}
