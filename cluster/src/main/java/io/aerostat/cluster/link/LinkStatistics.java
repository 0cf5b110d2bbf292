package io.aerostat.cluster.link;

import java.util.Map;

/**
 * The traffic and the losses of a node's links since its start. Immutable.
 *
 * @param messagesSent messages of the engine with records
 * @param recordsSent records in these messages
 * @param bytesSent bytes of these messages
 * @param messagesReceived accepted messages of the engine with records
 * @param recordsReceived records in these messages
 * @param bytesReceived bytes of these messages
 * @param staleMessages messages that were dropped because their link is not up, for example because they came from an
 *     earlier incarnation
 * @param malformedMessages messages that were dropped because they do not belong to this protocol
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
