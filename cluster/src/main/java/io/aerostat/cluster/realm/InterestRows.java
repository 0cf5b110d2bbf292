package io.aerostat.cluster.realm;

import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of this node's subscriptions: one for each realm and topic or pattern, regardless of the number of
 * subscribers. A removed realm and a later realm of the same name have the same rows. Their subscribers are therefore
 * counted together, so that the end of the removed realm's last subscription does not remove a row of the later realm.
 * Any thread.
 */
final class InterestRows {
    private static final CompletableFuture<Void> KNOWN = CompletableFuture.completedFuture(null);

    private record Key(long realm, String topic, MatchPolicy match) {}

    /** The interest of this node in one topic or pattern. Changed only within atomic operations of the map. */
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

    private final ReplicatedRows rows;
    private final ConcurrentMap<Key, Interest> interests = new ConcurrentHashMap<>();

    InterestRows(ReplicatedRows rows) {
        this.rows = rows;
    }

    /**
     * Adds a subscriber.
     *
     * @return completes when the other nodes know about the subscriber; never fails
     */
    CompletableFuture<Void> acquire(long realm, int lane, String topic, MatchPolicy match, @Nullable String nodeKey) {
        return interests.compute(new Key(realm, topic, match), (key, present) -> {
                    Interest one = present == null ? new Interest() : present;
                    if (one.add(nodeKey)) {
                        one.known = put(lane, key, one);
                    }
                    return one;
                })
                .known;
    }

    /** Removes a subscriber. */
    void release(long realm, int lane, String topic, MatchPolicy match, @Nullable String nodeKey) {
        interests.computeIfPresent(new Key(realm, topic, match), (key, one) -> {
            boolean keysChanged = one.remove(nodeKey);
            if (one.subscribers == 0) {
                rows.remove(lane, RowFormat.interestKey(realm, topic, match));
                return null;
            }
            if (keysChanged) {
                one.known = put(lane, key, one);
            }
            return one;
        });
    }

    private CompletableFuture<Void> put(int lane, Key key, Interest interest) {
        CompletableFuture<Void> known = new CompletableFuture<>();
        rows.put(
                        lane,
                        RowFormat.interestKey(key.realm, key.topic, key.match),
                        RowFormat.interest(interest.created, List.copyOf(interest.nodeKeys.keySet())))
                .whenComplete((receipt, failure) -> known.complete(null));
        return known;
    }
}
