package io.aerostat.router.cluster;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;

/**
 * The answers of the other nodes of a realm to a question. Immutable.
 *
 * @param given the answers of the nodes on which the procedure succeeded, in no particular order
 * @param silent the number of nodes that have not answered before the deadline
 */
public record NodeAnswers(List<PayloadValues> given, int silent) {
    /** The answers when there is no other node to ask. */
    public static final NodeAnswers NONE = new NodeAnswers(List.of(), 0);

    public NodeAnswers {
        given = List.copyOf(given);
    }
}
