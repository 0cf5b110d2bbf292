package io.aerostat.router.realm;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.inventory.RealmInventory;

/**
 * Administers a running realm for the program that embeds the router: shows its numbers, changes its definition, and
 * removes stored data. Any thread.
 */
public interface RealmAdministration {
    /** Returns the number of joined sessions, including the sessions of local components. */
    int sessions();

    /** Returns the number of joined sessions that have a role. */
    int sessions(String role);

    /** Returns the definition with which the realm is running now. */
    RealmDefinition definition();

    /**
     * Replaces the definition while the realm runs. Permissions apply to the next request of each session. Sessions
     * whose role has been removed get GOODBYE {@code wamp.error.no_such_role}; other sessions are not affected. The
     * result says when each changed option takes effect; an option that needs a restart keeps its old value.
     *
     * @throws IllegalArgumentException if the definition has another name, or two roles with the same name; in that
     *     case, nothing changes
     */
    RealmUpdate update(RealmDefinition definition);

    /**
     * Registers a procedure of the embedding program with an exact URI. The registration stays until the realm ends. If
     * the URI is already registered, the failure is logged.
     */
    void register(String procedure, RealmProcedure handler);

    /** Returns the sessions, registrations and subscriptions that the realm holds now. */
    RealmInventory inventory();

    /** Returns the counts of the broker. */
    BrokerStatistics brokerStatistics();

    /** Returns the counts of the dealer. */
    DealerStatistics dealerStatistics();

    /** Returns the number of events that are retained for later subscribers. */
    int retainedEvents();

    /**
     * Removes the retained events of all matching topics (RET-6), like the meta procedure
     * {@code wamp.subscription.purge_retained}.
     *
     * @return the number of topics whose events were removed
     */
    int purgeRetained(String uri, MatchPolicy match);
}
