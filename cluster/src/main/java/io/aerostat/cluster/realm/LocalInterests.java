package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.subscription.InterestAnnouncer;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of this node's sessions: one row for each topic or pattern, regardless of the number of
 * subscribers. Any thread.
 */
final class LocalInterests implements InterestAnnouncer {
    private static final CompletableFuture<Void> KNOWN = CompletableFuture.completedFuture(null);

    private record Key(String topic, MatchPolicy match) {}

    /** The interest of this node in one topic or pattern. Changed only inside computations of the map. */
    private static final class Interest {
        private final Instant created = Instant.now();
        private int subscribers;
        private Map<String, Integer> nodeKeys = Map.of();
        private CompletableFuture<Void> known = KNOWN;

        boolean add(@Nullable String nodeKey) {
            boolean isNew = subscribers++ == 0;
            if (nodeKey == null) {
                return isNew;
            }
            nodeKeys = new TreeMap<>(nodeKeys);
            return nodeKeys.merge(nodeKey, 1, Integer::sum) == 1 || isNew;
        }

        /** Removes a subscriber, and returns whether the set of node keys has changed. */
        boolean remove(@Nullable String nodeKey) {
            subscribers--;
            if (nodeKey == null) {
                return false;
            }
            return nodeKeys.computeIfPresent(nodeKey, (same, count) -> count == 1 ? null : count - 1) == null;
        }
    }

    private final long realm;
    private final int lane;
    private final TurnEnd flush;
    private final ReplicatedRows rows;
    private final Supplier<List<InterestedNode>> others;
    private final ConcurrentMap<Key, Interest> interests = new ConcurrentHashMap<>();

    LocalInterests(long realm, int lane, ClusterNode node, ReplicatedRows rows, Supplier<List<InterestedNode>> others) {
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

    /** Returns the number of topics and patterns with subscribers. */
    int size() {
        return interests.size();
    }

    @Override
    public CompletionStage<Void> acquire(
            String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {
        Interest interest = interests.compute(new Key(topic, match), (key, present) -> {
            Interest one = present == null ? new Interest() : present;
            if (one.add(nodeKey)) {
                one.known = put(key, one);
            }
            return one;
        });
        CompletableFuture<Void> known = interest.known;
        if (!known.isDone()) {
            flush.request(loop);
        }
        return known;
    }

    @Override
    public void release(String topic, MatchPolicy match, @Nullable String nodeKey, EventExecutor loop) {
        interests.computeIfPresent(new Key(topic, match), (key, one) -> {
            boolean keysChanged = one.remove(nodeKey);
            if (one.subscribers == 0) {
                rows.remove(lane, RowFormat.interestKey(realm, topic, match));
                return null;
            }
            if (keysChanged) {
                one.known = put(key, one);
            }
            return one;
        });
        flush.request(loop);
    }

    private CompletableFuture<Void> put(Key key, Interest interest) {
        CompletableFuture<Void> known = new CompletableFuture<>();
        rows.put(
                        lane,
                        RowFormat.interestKey(realm, key.topic, key.match),
                        RowFormat.interest(interest.created, List.copyOf(interest.nodeKeys.keySet())))
                .whenComplete((receipt, failure) -> known.complete(null));
        return known;
    }
}
