package io.aerostat.router.history;

import java.util.List;

/**
 * A part of a log: events with consecutive numbers.
 *
 * @param events the events, oldest first
 * @param next the number of the event after the last one
 * @param isComplete false if the log has already removed the first event that was requested
 */
public record EventRange(List<StoredEvent> events, long next, boolean isComplete) {
    public EventRange {
        events = List.copyOf(events);
    }
}
