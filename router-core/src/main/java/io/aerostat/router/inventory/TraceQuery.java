package io.aerostat.router.inventory;

import java.time.Duration;

/**
 * Asks for messages of a session.
 *
 * @param after the number of the message after which the page begins; 0 for the first page
 * @param limit the largest number of messages; at most {@link RealmInventory#LARGEST_PAGE} are returned
 * @param withPayloads whether to return the arguments of the messages. A trace keeps arguments from the first query
 *     with this flag on.
 * @param patience how long the trace continues without a further query; at most a minute
 */
public record TraceQuery(long after, int limit, boolean withPayloads, Duration patience) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public TraceQuery {
        if (after < 0 || limit < 1 || patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("found after " + after + ", limit " + limit + ", patience " + patience
                    + " (expected at least 0, at least 1, and at most a minute)");
        }
    }
}
