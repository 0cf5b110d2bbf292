package io.aerostat.router.realm;

import io.aerostat.protocol.uri.MatchPolicy;

/** A running realm, for the embedder: its numbers, and what can be cleared. Any thread. */
public interface RealmAdministration {
    /** Returns the number of joined sessions, those of local components included. */
    int sessions();

    /** Returns the number of joined sessions that have a role. */
    int sessions(String role);

    /** Returns the definition that the realm runs now. */
    RealmDefinition definition();

    /**
     * Replaces the definition while the realm runs. Permissions apply to the next request of each session; sessions
     * whose role is gone get GOODBYE {@code wamp.error.no_such_role}; all others notice nothing. The result says when
     * each changed option takes effect: one that needs a restart keeps its old value.
     *
     * @throws IllegalArgumentException if the definition has another name, or two roles of one name; then nothing
     *     changes
     */
    RealmUpdate update(RealmDefinition definition);

    /**
     * Registers a procedure of the embedding program, under an exact URI. It stays until the realm ends; a URI that is
     * registered already is reported in the log.
     */
    void register(String procedure, RealmProcedure handler);

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
