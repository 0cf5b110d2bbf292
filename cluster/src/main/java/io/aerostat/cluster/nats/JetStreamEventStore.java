package io.aerostat.cluster.nats;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedCopy;
import java.util.Optional;

/**
 * Keeps events in JetStream, the storage of NATS: one stream for each topic or pattern of a realm. All nodes of a
 * cluster read the same events in the same order, and the events outlive the nodes. Retained events stay in the memory
 * of the nodes, and have a copy in one more stream. If NATS has no JetStream, each node keeps its own events in memory.
 * Any thread.
 *
 * @param nats the servers; the store has a connection of its own
 * @param cluster the name of the cluster
 */
public record JetStreamEventStore(NatsOptions nats, String cluster, JetStreamStoreOptions options)
        implements EventStore {
    /**
     * Opens a log. Blocks for a limited time while the first attempt to connect is running. Does not fail if NATS
     * cannot be reached; events then wait until NATS can be reached.
     */
    @Override
    public EventLog open(String realm, HistoryRule rule) {
        StreamLimits limits = new StreamLimits(rule.limit(), options);
        JetStreamLog log =
                new JetStreamLog(OpenJetStream.acquire(this), StreamName.of(cluster, realm, rule), limits, rule, realm);
        log.createEarly();
        return log;
    }

    /** Opens the copy of the retained events. Blocks and fails like {@link #open}. */
    @Override
    public Optional<RetainedCopy> openRetainedCopy(String realm) {
        StreamName name = StreamName.ofRetained(cluster, realm);
        return Optional.of(new JetStreamRetained(OpenJetStream.acquire(this), name, options));
    }
}
