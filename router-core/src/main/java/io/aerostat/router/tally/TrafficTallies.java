package io.aerostat.router.tally;

import io.aerostat.router.session.TransportStatistics;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;

/** The traffic of a router: one tally for each kind of transport on each event loop. Any thread. */
public final class TrafficTallies {
    private final boolean timesReads;
    private final ConcurrentMap<String, ConcurrentMap<EventExecutor, TrafficTally>> byTransport =
            new ConcurrentHashMap<>();

    /**
     * Creates an empty set of tallies.
     *
     * @param timesReads whether links record the time of their reads
     */
    public TrafficTallies(boolean timesReads) {
        this.timesReads = timesReads;
    }

    /** Returns the tally for the links of one kind of transport, such as {@code websocket}, on one loop. */
    public TrafficTally of(String transport, EventExecutor loop) {
        ConcurrentMap<EventExecutor, TrafficTally> tallies = byTransport.get(transport);
        if (tallies == null) {
            tallies = byTransport.computeIfAbsent(transport, created -> new ConcurrentHashMap<>());
        }
        TrafficTally tally = tallies.get(loop);
        return tally != null ? tally : tallies.computeIfAbsent(loop, created -> new TrafficTally(timesReads));
    }

    /** Returns the sums for each kind of transport, by name. */
    public List<TransportStatistics> read() {
        return byTransport.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> sum(entry.getKey(), entry.getValue().values()))
                .toList();
    }

    private static TransportStatistics sum(String transport, Collection<TrafficTally> tallies) {
        return new TransportStatistics(
                transport,
                sum(tallies, TrafficTally::messagesReceived),
                sum(tallies, TrafficTally::bytesReceived),
                sum(tallies, TrafficTally::messagesSent),
                sum(tallies, TrafficTally::bytesSent));
    }

    private static long sum(Collection<TrafficTally> tallies, ToLongFunction<TrafficTally> number) {
        return tallies.stream().mapToLong(number).sum();
    }
}
