package io.aerostat.cluster.realm;

import io.aerostat.router.dealer.callee.LostCallee;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions of one node that cannot be reached, with their testaments, subscriptions and registrations in one realm.
 * Any thread.
 */
final class HeldNode {
    /** The values of the sessions' rows, by session id. */
    private final ConcurrentMap<Long, byte[]> sessions;
    /** The sessions in subscriptions, as far as the node has sent them. */
    private final Set<Membership> subscribers = ConcurrentHashMap.newKeySet();
    /** The sessions in registrations, and whether the registration was deleted together with the session. */
    private final ConcurrentMap<Membership, Boolean> callees = new ConcurrentHashMap<>();
    /** The subscriptions that have been deleted because they had no other subscriber. */
    private final List<Long> deletedSubscriptions;

    HeldNode(
            Map<Long, byte[]> sessions,
            Set<Membership> subscribers,
            List<Long> deletedSubscriptions,
            Collection<LostCallee> callees) {
        this.sessions = new ConcurrentHashMap<>(sessions);
        this.subscribers.addAll(subscribers);
        this.deletedSubscriptions = List.copyOf(deletedSubscriptions);
        callees.forEach(
                callee -> this.callees.put(new Membership(callee.session(), callee.registration()), callee.isLast()));
    }

    Map<Long, byte[]> sessions() {
        return sessions;
    }

    Set<Membership> subscribers() {
        return subscribers;
    }

    Map<Membership, Boolean> callees() {
        return callees;
    }

    List<Long> deletedSubscriptions() {
        return deletedSubscriptions;
    }

    boolean isEmpty() {
        return sessions.isEmpty() && subscribers.isEmpty() && callees.isEmpty() && deletedSubscriptions.isEmpty();
    }
}
