package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.DroppedEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to one session, and counts those that are dropped. Confined to the session's loop, except for
 * {@link #peer} and {@link #droppedEvents}.
 */
public final class EventReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(EventReceiver.class);

    private final Peer peer;
    private final BrokerLoop loop;
    private final BrokerCounters counters;
    private final EventFeatures features;
    private volatile DroppedEvents dropped = DroppedEvents.NONE;

    public EventReceiver(Peer peer, BrokerLoop loop, BrokerCounters counters) {
        this.peer = peer;
        this.loop = loop;
        this.counters = counters;
        this.features = EventFeatures.announcedBy(peer.roles());
    }

    /** Returns the session. Any thread. */
    public Peer peer() {
        return peer;
    }

    public BrokerLoop loop() {
        return loop;
    }

    /** Returns the event features that the session's client announced. */
    public EventFeatures features() {
        return features;
    }

    /**
     * Sends an event. A failure affects only this session (P2, P20).
     *
     * @return false if the event was dropped
     */
    public boolean deliver(SharedMessage event) {
        Sent outcome;
        try {
            outcome = peer.send(event);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("session {}: ended, because an event could not be sent", peer.id());
            peer.kill(CloseUris.KILLED, "internal error");
            return false;
        }
        if (outcome == Sent.OK) {
            peer.tally().countEvent();
            return true;
        }
        if (outcome == Sent.CLOSED) {
            return true;
        }
        return drop(outcome);
    }

    /** Counts an event that cannot be delivered. Returns false. */
    public boolean drop(Sent outcome) {
        if (dropped.total() == 0) {
            LOG.atWarn().log("session {}, {}: first event dropped: {}", peer.id(), peer.principal(), outcome);
        }
        dropped = BrokerCounters.plus(dropped, outcome);
        counters.dropped(outcome);
        return false;
    }

    /** Returns the numbers of events that were dropped for this session, by reason. Any thread. */
    public DroppedEvents droppedEvents() {
        return dropped;
    }
}
