package io.aerostat.router.history;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;

/**
 * Names a topic or pattern whose newest events are kept.
 *
 * @param limit the number of events to keep
 */
public record HistoryRule(String uri, MatchPolicy match, int limit) {
    /** The default limit, as in Crossbar.io (docs/reference/crossbar.md#event-history). */
    public static final int DEFAULT_LIMIT = 100;

    public HistoryRule {
        if (!UriCheck.LOOSE.isPattern(uri, match)) {
            throw new IllegalArgumentException(
                    "history: found uri \"" + uri + "\" (expected a URI to match " + match.wire() + ")");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("history: found limit " + limit + " (expected 1 or more)");
        }
    }
}
