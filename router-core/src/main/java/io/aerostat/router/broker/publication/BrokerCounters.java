package io.aerostat.router.broker.publication;

import io.aerostat.router.link.Sent;
import io.aerostat.router.realm.BrokerStatistics;
import io.aerostat.router.realm.DroppedEvents;
import java.util.concurrent.atomic.LongAdder;

/** Counts the publications and dropped events of a broker, over all its sessions. Thread-safe. */
public final class BrokerCounters {
    private final LongAdder publications = new LongAdder();
    private final LongAdder refusedPublications = new LongAdder();
    private final LongAdder overBudget = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder notExpressible = new LongAdder();

    public void countPublication() {
        publications.increment();
    }

    public void countRefusedPublication() {
        refusedPublications.increment();
    }

    /** Counts an event that was dropped for one session. */
    public void dropped(Sent outcome) {
        switch (outcome) {
            case OVER_BUDGET, DROPPED -> overBudget.increment();
            case TOO_LARGE -> tooLarge.increment();
            case NOT_EXPRESSIBLE -> notExpressible.increment();
            case OK, CLOSED -> {
                // A closed session has no subscriptions, so there is nothing to count.
            }
        }
    }

    /** Returns the counts with one more event that was not sent. */
    public static DroppedEvents plus(DroppedEvents before, Sent outcome) {
        return switch (outcome) {
            case OVER_BUDGET, DROPPED ->
                new DroppedEvents(before.overBudget() + 1, before.tooLarge(), before.notExpressible());
            case TOO_LARGE -> new DroppedEvents(before.overBudget(), before.tooLarge() + 1, before.notExpressible());
            case NOT_EXPRESSIBLE ->
                new DroppedEvents(before.overBudget(), before.tooLarge(), before.notExpressible() + 1);
            case OK, CLOSED -> before;
        };
    }

    /** Returns the current numbers; they are exact only while the realm is idle. */
    public BrokerStatistics read() {
        return new BrokerStatistics(
                publications.sum(),
                refusedPublications.sum(),
                new DroppedEvents(overBudget.sum(), tooLarge.sum(), notExpressible.sum()));
    }
}
