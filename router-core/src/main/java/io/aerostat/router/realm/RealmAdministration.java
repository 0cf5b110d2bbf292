package io.aerostat.router.realm;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerStatistics;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.DealerStatistics;

/** A running realm as its embedder sees it: what it counts, and what can be cleared. Any thread. */
public final class RealmAdministration {
    private final Broker broker;
    private final Dealer dealer;
    private final JoinedSessions sessions;

    RealmAdministration(Broker broker, Dealer dealer, JoinedSessions sessions) {
        this.broker = broker;
        this.dealer = dealer;
        this.sessions = sessions;
    }

    /** How many sessions are joined, components of the own process included. */
    public int sessions() {
        return sessions.all().size();
    }

    public BrokerStatistics brokerStatistics() {
        return broker.statistics();
    }

    public DealerStatistics dealerStatistics() {
        return dealer.statistics();
    }

    /** How many events are retained for later subscribers. */
    public int retainedEvents() {
        return broker.retainedEvents();
    }

    /**
     * Forgets the retained events of all topics that match (RET-6), as the meta procedure {@code wamp.subscription.purge_retained} does.
     *
     * @return of how many topics
     */
    public int purgeRetained(String uri, MatchPolicy match) {
        return broker.purgeRetained(uri, match);
    }
}
