package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.dealer.offer.Seniority;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** The callees of this node: one row for each callee of each procedure. Any thread. */
final class LocalCallees implements CalleeAnnouncer {
    private final long realm;
    private final int lane;
    private final ClusterNode node;
    private final ReplicatedRows rows;
    private final TurnEnd flush;
    private final AtomicLong clock = new AtomicLong();

    LocalCallees(long realm, int lane, ClusterNode node, ReplicatedRows rows) {
        this.realm = realm;
        this.lane = lane;
        this.node = node;
        this.rows = rows;
        this.flush = new TurnEnd(node);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /**
     * Returns the rank of a new callee in the order of registration. The clock follows the time of day, so the rank can
     * be compared even with ranks from nodes that were never linked to this node.
     */
    @Override
    public Seniority next() {
        long now = System.currentTimeMillis();
        return new Seniority(
                clock.updateAndGet(last -> Math.max(last + 1, now)), node.id().text());
    }

    /** Called with the rank of another node's callee, so that the ranks of later callees of this node are higher. */
    void observe(Seniority other) {
        clock.accumulateAndGet(other.clock(), Math::max);
    }

    @Override
    public CompletionStage<Void> announce(CalleeOffer offer, EventExecutor loop) {
        CompletableFuture<Void> known = new CompletableFuture<>();
        rows.put(
                        lane,
                        RowFormat.calleeKey(realm, offer.procedure(), offer.match(), offer.session()),
                        RowFormat.callee(offer))
                .whenComplete((receipt, failure) -> known.complete(null));
        flush.request(loop);
        return known;
    }

    @Override
    public CompletionStage<Void> withdraw(String procedure, MatchPolicy match, long session, EventExecutor loop) {
        CompletionStage<Void> known = rows.remove(lane, RowFormat.calleeKey(realm, procedure, match, session))
                .thenAccept(receipt -> {});
        flush.request(loop);
        return known;
    }
}
