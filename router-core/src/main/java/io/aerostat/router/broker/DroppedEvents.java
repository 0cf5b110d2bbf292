package io.aerostat.router.broker;

import io.aerostat.router.link.Sent;

/**
 * Events that could not be given to a session, by what stood in the way (P4, P20).
 *
 * @param overBudget the session did not read what waited for it already
 * @param tooLarge greater than the peer receives
 * @param notExpressible the peer's serialization cannot carry the payload
 */
public record DroppedEvents(long overBudget, long tooLarge, long notExpressible) {
    public static final DroppedEvents NONE = new DroppedEvents(0, 0, 0);

    DroppedEvents plus(Sent outcome) {
        return switch (outcome) {
            case OVER_BUDGET -> new DroppedEvents(overBudget + 1, tooLarge, notExpressible);
            case TOO_LARGE -> new DroppedEvents(overBudget, tooLarge + 1, notExpressible);
            case NOT_EXPRESSIBLE -> new DroppedEvents(overBudget, tooLarge, notExpressible + 1);
            case OK, CLOSED -> this;
        };
    }

    public long total() {
        return overBudget + tooLarge + notExpressible;
    }
}
