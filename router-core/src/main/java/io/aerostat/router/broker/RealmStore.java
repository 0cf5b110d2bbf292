package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.CopiedRetainedEvents;
import io.aerostat.router.broker.publication.MemoryRetainedEvents;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.publication.StoredRetainedEvents;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.time.RouterClock;

/** The part of an event store that belongs to one realm. Any thread. */
public record RealmStore(String realm, EventStore store) {
    EventLog openLog(HistoryRule rule) {
        return store.open(realm, rule);
    }

    /** Opens the retained events. If the store does not keep retained events, they are in memory. */
    RetainedEvents openRetained(BrokerOptions options, RouterClock clock) {
        return store.openRetained(realm)
                .<RetainedEvents>map(
                        log -> new StoredRetainedEvents(realm, log, options.limits(), options.retainedTtl(), clock))
                .orElseGet(() -> inMemory(options, clock));
    }

    private RetainedEvents inMemory(BrokerOptions options, RouterClock clock) {
        MemoryRetainedEvents events = new MemoryRetainedEvents(options.limits(), options.retainedTtl());
        return store.openRetainedCopy(realm)
                .<RetainedEvents>map(copy -> CopiedRetainedEvents.start(realm, events, copy, clock))
                .orElse(events);
    }
}
