package io.aerostat.router.realm;

import io.aerostat.protocol.uri.MatchPolicy;

/** A running realm, for the embedder: its numbers, and what can be cleared. Any thread. */
public interface RealmAdministration {
    /** Returns the number of joined sessions, those of local components included. */
    int sessions();

    /** Returns what the broker has counted. */
    BrokerStatistics brokerStatistics();

    /** Returns what the dealer has counted. */
    DealerStatistics dealerStatistics();

    /** Returns the number of events that are retained for later subscribers. */
    int retainedEvents();

    /**
     * Removes the retained events of all matching topics (RET-6), as the meta procedure {@code
     * wamp.subscription.purge_retained} does.
     *
     * @return the number of topics whose events were removed
     */
    int purgeRetained(String uri, MatchPolicy match);
}
