package io.aerostat.cluster.realm;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of another node, and their subscriptions, as far as the node has sent them. The sessions and their
 * testaments are kept as bytes, which are read only if the node is lost. Any thread.
 */
final class ForeignSessions {
    private final ConcurrentMap<Long, byte[]> bySession = new ConcurrentHashMap<>();
    private final Set<Membership> subscribers = ConcurrentHashMap.newKeySet();

    void changed(long session, byte @Nullable [] value) {
        if (value == null) {
            bySession.remove(session);
        } else {
            bySession.put(session, value);
        }
    }

    /** Called when a session has joined or left a subscription. */
    void subscribed(Membership subscriber, boolean joined) {
        if (joined) {
            subscribers.add(subscriber);
        } else {
            subscribers.remove(subscriber);
        }
    }

    boolean isEmpty() {
        return bySession.isEmpty();
    }

    /** Returns the row values of the sessions by session id. */
    Map<Long, byte[]> sessions() {
        return bySession;
    }

    /** Returns the sessions in subscriptions. */
    Set<Membership> subscribers() {
        return subscribers;
    }
}
