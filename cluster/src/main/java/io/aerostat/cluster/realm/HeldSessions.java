package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions of nodes that cannot be reached, with their testaments. A link also ends when a message is lost, or when
 * this node has no connection to the engine, and then the sessions live on. So they are held for a while before they
 * count as lost: the rows that a node sends when its link is up again claim those that live. Any thread.
 */
final class HeldSessions {
    private record Held(Member owner, byte[] value) {}

    private final ConcurrentMap<Long, Held> bySession = new ConcurrentHashMap<>();

    void hold(Member owner, Map<Long, byte[]> sessions) {
        sessions.forEach((session, value) -> bySession.put(session, new Held(owner, value)));
    }

    /** Called with the row of a session that is alive. */
    void claim(long session) {
        bySession.remove(session);
    }

    /** Returns the sessions that were held for this incarnation of a node, which are held no longer. */
    Map<Long, byte[]> release(Member owner) {
        Map<Long, byte[]> released = new ConcurrentHashMap<>();
        bySession.forEach((session, held) -> {
            if (held.owner().equals(owner) && bySession.remove(session, held)) {
                released.put(session, held.value());
            }
        });
        return released;
    }

    int size() {
        return bySession.size();
    }
}
