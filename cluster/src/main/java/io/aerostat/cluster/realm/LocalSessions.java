package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.realm.record.SessionFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.router.broker.SessionKeeper;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of this node and their testaments: one row for each session. Trusted sessions, which the meta API does
 * not show, have a row only while they have testaments. Any thread.
 */
final class LocalSessions implements SessionKeeper {
    private final long realm;
    private final int lane;
    private final ReplicatedRows rows;
    private final TurnEnd flush;
    /** The ids of the sessions that have rows. */
    private final Set<Long> known = ConcurrentHashMap.newKeySet();

    LocalSessions(long realm, int lane, ClusterNode node, ReplicatedRows rows) {
        this.realm = realm;
        this.lane = lane;
        this.rows = rows;
        this.flush = new TurnEnd(node);
    }

    /** Checks whether no session of this node has a row. */
    boolean isEmpty() {
        return known.isEmpty();
    }

    @Override
    public void joined(Peer session) {
        if (!session.principal().isTrusted()) {
            known.add(session.id());
            rows.put(lane, SessionFormat.key(realm, session.id()), SessionFormat.write(session.principal(), List.of()));
            flush.request(session.loop());
        }
    }

    @Override
    public CompletionStage<Void> changed(Peer session, List<Testament> testaments) {
        byte[] key = SessionFormat.key(realm, session.id());
        boolean isGone = testaments.isEmpty() && session.principal().isTrusted();
        if (isGone) {
            known.remove(session.id());
        } else {
            known.add(session.id());
        }
        CompletionStage<Void> known = (isGone
                        ? rows.remove(lane, key)
                        : rows.put(lane, key, SessionFormat.write(session.principal(), testaments)))
                .thenAccept(receipt -> {});
        flush.request(session.loop());
        return known;
    }

    @Override
    public void left(Peer session) {
        known.remove(session.id());
        rows.remove(lane, SessionFormat.key(realm, session.id()));
        flush.request(session.loop());
    }
}
