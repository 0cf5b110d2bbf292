package io.aerostat.router.broker;

import io.aerostat.router.link.Sent;
import java.util.concurrent.atomic.LongAdder;

/** What a broker counts, over all sessions that were and are. Any thread; a reading is exact only while nothing moves. */
public final class BrokerStatistics {
    final LongAdder publications = new LongAdder();
    final LongAdder refusedPublications = new LongAdder();
    private final LongAdder overBudget = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder notExpressible = new LongAdder();

    BrokerStatistics() {}

    void dropped(Sent outcome) {
        switch (outcome) {
            case OVER_BUDGET -> overBudget.increment();
            case TOO_LARGE -> tooLarge.increment();
            case NOT_EXPRESSIBLE -> notExpressible.increment();
            case OK, CLOSED -> {
                // Nothing is lost: a session that is gone subscribes nothing.
            }
        }
    }

    public long publications() {
        return publications.sum();
    }

    /** Publications that were not accepted because a limit was reached or a value cannot be forwarded. */
    public long refusedPublications() {
        return refusedPublications.sum();
    }

    public DroppedEvents droppedEvents() {
        return new DroppedEvents(overBudget.sum(), tooLarge.sum(), notExpressible.sum());
    }
}
