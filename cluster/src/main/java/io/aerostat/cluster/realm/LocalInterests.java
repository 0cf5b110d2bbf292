package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.peer.Peer;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The subscriptions of this node's sessions in one realm. Any thread. */
final class LocalInterests implements InterestAnnouncer {
    private final long realm;
    private final int lane;
    private final TurnEnd flush;
    private final InterestRows rows;
    private final LocalSubscribers subscribers;
    private final Supplier<List<InterestedNode>> others;

    LocalInterests(
            long realm,
            int lane,
            ClusterNode node,
            InterestRows rows,
            LocalSubscribers subscribers,
            Supplier<List<InterestedNode>> others) {
        this.subscribers = subscribers;
        this.realm = realm;
        this.lane = lane;
        this.flush = new TurnEnd(node);
        this.rows = rows;
        this.others = others;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<InterestedNode> nodes() {
        return others.get();
    }

    @Override
    public CompletionStage<Void> acquire(
            String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {
        CompletableFuture<Void> known = rows.acquire(realm, lane, topic, match, nodeKey);
        if (!known.isDone()) {
            flush.request(loop);
        }
        return known;
    }

    @Override
    public void release(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {
        rows.release(realm, lane, topic, match, nodeKey);
        flush.request(loop);
    }

    @Override
    public void joined(Peer session, long subscription) {
        subscribers.joined(session, subscription);
    }

    @Override
    public void left(Peer session, long subscription) {
        subscribers.left(session, subscription);
    }
}
