package io.aerostat.router.inventory;

import java.util.List;

/**
 * A page of the messages of a traced session.
 *
 * @param messages in their order
 * @param next the number after which the next page begins
 * @param lost the number of messages before this page that were dropped because they were not read in time
 * @param begins whether this query has begun the trace, or is the first one for which the trace keeps payloads
 * @param ended why the session has ended; empty while it is joined
 */
public record TracePage(List<TracedMessage> messages, long next, long lost, boolean begins, String ended) {
    public TracePage {
        messages = List.copyOf(messages);
    }
}
