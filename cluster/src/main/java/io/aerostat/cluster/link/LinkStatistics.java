package io.aerostat.cluster.link;

import java.util.Map;

/**
 * The traffic and the losses of a node's links since its start. Immutable.
 *
 * @param messagesSent messages of the engine with records
 * @param recordsSent records in these messages
 * @param bytesSent bytes of these messages
 * @param messagesReceived messages of the engine with records that were accepted
 * @param recordsReceived records in them
 * @param bytesReceived bytes of these messages
 * @param staleMessages messages that were dropped because they came over no link that is up, for example over one of an
 *     earlier incarnation
 * @param malformedMessages messages that were dropped because they are none of this protocol
 * @param linksLost how many links went down, by reason
 */
public record LinkStatistics(
        long messagesSent,
        long recordsSent,
        long bytesSent,
        long messagesReceived,
        long recordsReceived,
        long bytesReceived,
        long staleMessages,
        long malformedMessages,
        Map<DownReason, Long> linksLost) {
    public LinkStatistics {
        linksLost = Map.copyOf(linksLost);
    }
}
