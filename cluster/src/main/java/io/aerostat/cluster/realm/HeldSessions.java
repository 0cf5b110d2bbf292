package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of nodes that cannot be reached, with their testaments, subscriptions and registrations. A node that
 * cannot be reached may still be alive, because a link also ends when a message is lost, or when this node loses the
 * engine. Its sessions are therefore held for a while before they are considered lost. When the link is up again, the
 * node sends the rows of its live sessions, and each row releases the entry that it describes. Any thread.
 */
final class HeldSessions {
    private final ConcurrentMap<Member, HeldNode> byOwner = new ConcurrentHashMap<>();

    void hold(Member owner, HeldNode node) {
        byOwner.put(owner, node);
    }

    /** Stops holding a session, because its row has changed. */
    void claim(long session) {
        byOwner.values().forEach(node -> node.sessions().remove(session));
    }

    /** Stops holding a subscriber, because its row has changed. */
    void claimSubscriber(Membership subscriber) {
        byOwner.values().forEach(node -> node.subscribers().remove(subscriber));
    }

    /** Stops holding a callee, because its row has changed. */
    void claimCallee(Membership callee) {
        byOwner.values().forEach(node -> node.callees().remove(callee));
    }

    /** Removes and returns the sessions that are still held for this incarnation of a node; null if there are none. */
    @Nullable
    HeldNode release(Member owner) {
        return byOwner.remove(owner);
    }

    /** Returns the number of sessions that are held. */
    int size() {
        return byOwner.values().stream()
                .mapToInt(node -> node.sessions().size())
                .sum();
    }
}
