package io.aerostat.router.realm;

/**
 * Events that could not be sent to a session, by reason.
 *
 * @param overBudget the outbound budget of the session was used up
 * @param tooLarge the event was larger than the client accepts
 * @param notExpressible the client's serialization cannot express the payload
 */
public record DroppedEvents(long overBudget, long tooLarge, long notExpressible) {
    public static final DroppedEvents NONE = new DroppedEvents(0, 0, 0);

    /** Returns the number of dropped events, whatever the cause. */
    public long total() {
        return overBudget + tooLarge + notExpressible;
    }
}
