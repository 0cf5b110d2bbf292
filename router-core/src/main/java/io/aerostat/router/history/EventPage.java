package io.aerostat.router.history;

import java.util.List;

/**
 * The events that match a query.
 *
 * @param events in the order that the query requests
 * @param limitReached whether more events match than the limit allows
 */
public record EventPage(List<StoredEvent> events, boolean limitReached) {
    public static final EventPage EMPTY = new EventPage(List.of(), false);

    public EventPage {
        events = List.copyOf(events);
    }
}
