package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.realm.record.TestamentFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.cluster.row.RowReceipt;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.broker.TestamentKeeper;
import io.aerostat.router.peer.Peer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The testaments of this node's sessions: one row for each session that has testaments. Any thread. */
final class LocalTestaments implements TestamentKeeper {
    private final long realm;
    private final int lane;
    private final ClusterNode node;
    private final ReplicatedRows rows;

    LocalTestaments(long realm, int lane, ClusterNode node, ReplicatedRows rows) {
        this.realm = realm;
        this.lane = lane;
        this.node = node;
        this.rows = rows;
    }

    @Override
    public CompletionStage<Void> changed(Peer session, List<Testament> testaments) {
        byte[] key = TestamentFormat.key(realm, session.id());
        CompletionStage<RowReceipt> known = testaments.isEmpty()
                ? rows.remove(lane, key)
                : rows.put(lane, key, TestamentFormat.write(session.principal(), testaments));
        node.flush();
        return known.thenAccept(receipt -> {});
    }
}
