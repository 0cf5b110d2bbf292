package io.aerostat.client.pubsub;

/**
 * Handles events. Runs on the client's executor and may block. The events of a session are handled one after the other
 * (ORD-1). Exceptions of the handler are logged; later events still arrive.
 */
@FunctionalInterface
public interface EventHandler {
    /** Handles an event. */
    void handle(Event event) throws Exception;
}
