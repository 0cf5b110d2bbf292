package io.aerostat.router.inventory;

import java.util.List;

/**
 * A page of sessions.
 *
 * @param sessions in the order of their ids
 * @param next the id after which the next page begins; 0 if this page is the last
 * @param selected the number of sessions that the filter selects, on all pages
 */
public record SessionPage(List<SessionEntry> sessions, long next, int selected) {
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
