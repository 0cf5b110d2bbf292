package io.aerostat.router.realm;

/**
 * Events that could not be given to a session, by what stood in the way (P4, P20).
 *
 * @param overBudget the session did not read what waited for it already
 * @param tooLarge greater than the peer receives
 * @param notExpressible the peer's serialization cannot carry the payload
 */
public record DroppedEvents(long overBudget, long tooLarge, long notExpressible) {
    public static final DroppedEvents NONE = new DroppedEvents(0, 0, 0);

    public long total() {
        return overBudget + tooLarge + notExpressible;
    }
}
