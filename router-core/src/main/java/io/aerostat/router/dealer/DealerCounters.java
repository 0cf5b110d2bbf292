package io.aerostat.router.dealer;

import io.aerostat.router.realm.DealerStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is in flight at a dealer, and what it dropped. Any thread. */
final class DealerCounters {
    final LongAdder pendingCalls = new LongAdder();
    final LongAdder pendingInvocations = new LongAdder();
    final LongAdder armedTimers = new LongAdder();
    final LongAdder lateAnswers = new LongAdder();
    final LongAdder unwantedProgress = new LongAdder();

    DealerCounters() {}

    /** Returns the numbers as they are now; exact only while nothing moves. */
    DealerStatistics read() {
        return new DealerStatistics(
                pendingCalls.sum(),
                pendingInvocations.sum(),
                armedTimers.sum(),
                lateAnswers.sum(),
                unwantedProgress.sum());
    }
}
