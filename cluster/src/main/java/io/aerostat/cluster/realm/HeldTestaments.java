package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The testaments of sessions whose node cannot be reached. A link also ends when a message is lost, or when this node
 * has no connection to the engine, although its sessions are still alive. So their testaments are held for a while:
 * when the link is up again, the rows that the node sends claim the testaments of the sessions that are alive. Any
 * thread.
 */
final class HeldTestaments {
    private record Held(Member owner, byte[] value) {}

    private final ConcurrentMap<Long, Held> bySession = new ConcurrentHashMap<>();

    void hold(Member owner, Map<Long, byte[]> testaments) {
        testaments.forEach((session, value) -> bySession.put(session, new Held(owner, value)));
    }

    /** Called with the row of a session that is alive. */
    void claim(long session) {
        bySession.remove(session);
    }

    /** Returns the testaments that were held for this incarnation of a node, and stops holding them. */
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
