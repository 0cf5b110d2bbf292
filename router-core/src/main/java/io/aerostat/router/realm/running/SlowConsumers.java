package io.aerostat.router.realm.running;

import io.aerostat.router.broker.Broker;
import io.aerostat.router.meta.MetaEvents;
import io.aerostat.router.session.SlowConsumer;
import io.aerostat.router.session.joined.RouterSession;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, logs and announces the slow consumers of a realm (P4). Any thread. */
final class SlowConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(Realm.class);

    private final String realm;
    private final Broker broker;
    private final @Nullable MetaEvents events;
    private final LongAdder count = new LongAdder();

    /**
     * Creates a counter.
     *
     * @param events announces slow consumers; null if the realm has no meta API
     */
    SlowConsumers(String realm, Broker broker, @Nullable MetaEvents events) {
        this.realm = realm;
        this.broker = broker;
        this.events = events;
    }

    void begins(RouterSession session, SlowConsumer policy) {
        count.increment();
        LOG.atWarn()
                .addKeyValue("session", session.id())
                .log(
                        "realm {}: {} does not read its messages: {}",
                        realm,
                        session,
                        policy == SlowConsumer.DISCONNECT ? "it is disconnected" : "it misses events");
        announce(session);
    }

    void ends(RouterSession session, long missedEvents) {
        LOG.atInfo()
                .addKeyValue("session", session.id())
                .log("realm {}: {} reads again; it has missed {} events", realm, session, missedEvents);
        announce(session);
    }

    private void announce(RouterSession session) {
        if (events != null) {
            long missed = broker.session(session.id())
                    .map(joined -> joined.droppedEvents().overBudget())
                    .orElse(0L);
            events.slowConsumer(session, missed);
        }
    }

    /** Returns how many times a session has become a slow consumer. */
    long count() {
        return count.sum();
    }
}
