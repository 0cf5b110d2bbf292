package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.realm.record.SessionFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.router.broker.SessionKeeper;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The sessions of this node and their testaments: one row for each session. Trusted sessions, which the meta API does
 * not show, have a row only while they have testaments. Any thread.
 */
final class LocalSessions implements SessionKeeper {
    private final long realm;
    private final int lane;
    private final ReplicatedRows rows;
    private final TurnEnd flush;

    LocalSessions(long realm, int lane, ClusterNode node, ReplicatedRows rows) {
        this.realm = realm;
        this.lane = lane;
        this.rows = rows;
        this.flush = new TurnEnd(node);
    }

    @Override
    public void joined(Peer session) {
        if (!session.principal().isTrusted()) {
            rows.put(lane, SessionFormat.key(realm, session.id()), SessionFormat.write(session.principal(), List.of()));
            flush.request(session.loop());
        }
    }

    @Override
    public CompletionStage<Void> changed(Peer session, List<Testament> testaments) {
        byte[] key = SessionFormat.key(realm, session.id());
        boolean isGone = testaments.isEmpty() && session.principal().isTrusted();
        CompletionStage<Void> known = (isGone
                        ? rows.remove(lane, key)
                        : rows.put(lane, key, SessionFormat.write(session.principal(), testaments)))
                .thenAccept(receipt -> {});
        flush.request(session.loop());
        return known;
    }

    @Override
    public void left(Peer session) {
        rows.remove(lane, SessionFormat.key(realm, session.id()));
        flush.request(session.loop());
    }
}
