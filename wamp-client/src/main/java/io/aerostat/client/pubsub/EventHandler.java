package io.aerostat.client.pubsub;

/**
 * Is told of events. Runs on the client's executor, one event of the session after the other (ORD-1), and may block. What it throws is logged; later
 * events still arrive.
 */
@FunctionalInterface
public interface EventHandler {
    void handle(Event event) throws Exception;
}
