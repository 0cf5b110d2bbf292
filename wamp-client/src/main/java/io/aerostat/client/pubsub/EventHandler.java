package io.aerostat.client.pubsub;

/**
 * Handles events. Runs on the client's executor, for one event of the session after the other (ORD-1), and may block.
 * Its exceptions are logged; later events still arrive.
 */
@FunctionalInterface
public interface EventHandler {
    /** Handles an event. */
    void handle(Event event) throws Exception;
}
