package io.aerostat.router.realm;

/**
 * The number of events that could not be sent to a session, by reason.
 *
 * @param overBudget because the outbound budget of the session was used up
 * @param tooLarge because the event was larger than the client accepts
 * @param notExpressible because the client's serialization cannot express the payload
 */
public record DroppedEvents(long overBudget, long tooLarge, long notExpressible) {
    public static final DroppedEvents NONE = new DroppedEvents(0, 0, 0);

    /** Returns the total number of dropped events. */
    public long total() {
        return overBudget + tooLarge + notExpressible;
    }
}
