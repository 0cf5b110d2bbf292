package io.aerostat.cluster.link;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages, records and bytes that the links carry and drop. Any thread. */
final class LinkCounters {
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder recordsSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder recordsReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final Map<DownReason, LongAdder> lost = new EnumMap<>(DownReason.class);

    LinkCounters() {
        for (DownReason reason : DownReason.values()) {
            lost.put(reason, new LongAdder());
        }
    }

    void sent(int records, int bytes) {
        messagesSent.increment();
        recordsSent.add(records);
        bytesSent.add(bytes);
    }

    void received(int records, int bytes) {
        messagesReceived.increment();
        recordsReceived.add(records);
        bytesReceived.add(bytes);
    }

    void stale() {
        stale.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void lost(DownReason reason) {
        LongAdder count = lost.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    LinkStatistics snapshot() {
        Map<DownReason, Long> links = new EnumMap<>(DownReason.class);
        lost.forEach((reason, count) -> {
            if (count.sum() > 0) {
                links.put(reason, count.sum());
            }
        });
        return new LinkStatistics(
                messagesSent.sum(),
                recordsSent.sum(),
                bytesSent.sum(),
                messagesReceived.sum(),
                recordsReceived.sum(),
                bytesReceived.sum(),
                stale.sum(),
                malformed.sum(),
                links);
    }
}
