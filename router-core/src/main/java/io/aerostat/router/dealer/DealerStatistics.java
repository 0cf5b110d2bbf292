package io.aerostat.router.dealer;

import java.util.concurrent.atomic.LongAdder;

/** What a dealer counts: what is in flight now, and what it had to drop. Any thread; a reading is exact only while nothing moves. */
public final class DealerStatistics {
    final LongAdder pendingCalls = new LongAdder();
    final LongAdder pendingInvocations = new LongAdder();
    final LongAdder armedTimers = new LongAdder();
    final LongAdder lateAnswers = new LongAdder();
    final LongAdder unwantedProgress = new LongAdder();

    DealerStatistics() {}

    /** Calls without their final answer, waiting ones included. */
    public long pendingCalls() {
        return pendingCalls.sum();
    }

    /** Invocations that a callee has still to answer. */
    public long pendingInvocations() {
        return pendingInvocations.sum();
    }

    /** Calls whose timeout the dealer keeps. */
    public long armedTimers() {
        return armedTimers.sum();
    }

    /** YIELDs and ERRORs that came when their call was over: dropped (P2, A-12). */
    public long lateAnswers() {
        return lateAnswers.sum();
    }

    /** Progressive results that the caller had not asked for: dropped (PCR-6). */
    public long unwantedProgress() {
        return unwantedProgress.sum();
    }
}
