package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions of nodes that cannot be reached, with their testaments. A node that cannot be reached may still be
 * alive, because a link also ends when a message is lost, or when this node loses the engine. Its sessions are
 * therefore held for a while before they are considered lost. When the link is up again, the node sends the rows of its
 * live sessions, and each row releases its session. Any thread.
 */
final class HeldSessions {
    private record Held(Member owner, byte[] value) {}

    private final ConcurrentMap<Long, Held> bySession = new ConcurrentHashMap<>();

    void hold(Member owner, Map<Long, byte[]> sessions) {
        sessions.forEach((session, value) -> bySession.put(session, new Held(owner, value)));
    }

    /** Releases a session, because a row has shown that the session is alive. */
    void claim(long session) {
        bySession.remove(session);
    }

    /** Removes and returns the sessions that are still held for this incarnation of a node. */
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
