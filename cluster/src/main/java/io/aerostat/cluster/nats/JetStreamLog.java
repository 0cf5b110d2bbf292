package io.aerostat.cluster.nats;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.history.StoredEvent;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kept events of one topic or pattern in a stream; in memory if NATS has no JetStream. Any thread. */
final class JetStreamLog implements EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(JetStreamLog.class);
    private static final int NOT_FOUND = 404;

    private final OpenJetStream store;
    private final StreamName name;
    private final StreamLimits limits;
    /** The events of this node if NATS has no JetStream. */
    private final EventLog own;
    /** Whether the stream has been found or created. */
    private volatile boolean exists;

    JetStreamLog(OpenJetStream store, StreamName name, StreamLimits limits, HistoryRule rule, String realm) {
        this.store = store;
        this.name = name;
        this.limits = limits;
        this.own = new MemoryEventStore().open(realm, rule);
    }

    StreamName name() {
        return name;
    }

    @Override
    public CompletionStage<Void> append(long number, StoredEvent event) {
        return store.writer().add(this, number, event);
    }

    /** Adds an event to the memory of this node. Called by the writer, which keeps the order of events. */
    CompletionStage<Void> appendHere(long number, StoredEvent event) {
        return own.append(number, event);
    }

    @Override
    public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
        return store.isAbsent()
                ? own.read(query, visible)
                : store.read(reader -> new JetStreamSearch(reader, name, limits.events(), query).run(visible));
    }

    @Override
    public boolean isShared() {
        return !store.isAbsent();
    }

    /**
     * Creates the stream if JetStream can be used now, so that operators learn about a refusal at the start. Blocks.
     */
    void createEarly() {
        if (store.isAbsent()) {
            return;
        }
        try {
            ensureStream(OpenJetStream.management(store.connected()));
        } catch (IOException | JetStreamApiException | RuntimeException e) {
            LOG.warn("event store {}: the stream for the {} cannot be used yet: {}", store, name, e.getMessage());
        }
    }

    /** Creates the stream if it does not exist, and gives it the limits of this log. Blocks. */
    void ensureStream(JetStreamManagement management) throws IOException, JetStreamApiException {
        if (exists) {
            return;
        }
        try {
            if (!limits.areThoseOf(management.getStreamInfo(name.stream()).getConfiguration())) {
                management.updateStream(limits.configuration(name));
            }
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NOT_FOUND) {
                throw e;
            }
            management.addStream(limits.configuration(name));
        }
        exists = true;
    }

    /** Called when no stream accepted an event: the stream may have been deleted. */
    void streamMayBeGone() {
        exists = false;
    }

    @Override
    public void close() {
        store.release();
    }
}
