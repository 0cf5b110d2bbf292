package io.aerostat.router.history;

import java.util.List;

/**
 * Answer to a query.
 *
 * @param events in the order that was asked for
 * @param limitReached whether there would have been more
 */
public record EventPage(List<StoredEvent> events, boolean limitReached) {
    public static final EventPage EMPTY = new EventPage(List.of(), false);

    public EventPage {
        events = List.copyOf(events);
    }
}
