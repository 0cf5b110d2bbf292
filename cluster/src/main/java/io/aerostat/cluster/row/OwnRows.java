package io.aerostat.cluster.row;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.RecordKind;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The rows of this node on one lane, their followers, and the changes that are not confirmed yet. Any thread; a lock
 * guards the state, and futures complete outside the lock.
 */
final class OwnRows {
    /**
     * The largest total size of the rows in one record, in bytes: half of the smallest size that may be configured as
     * the limit of a record.
     */
    private static final int PART_BYTES = 32 * 1024;

    /** A node to which these rows are sent. */
    private static final class Follower {
        private long confirmed;
        private boolean laggard;
    }

    /** A change that not every node has confirmed. */
    private record Pending(long number, long deadline, CompletableFuture<RowReceipt> future) {}

    /** A change that waits for no further confirmation, and its result. */
    private record Settled(CompletableFuture<RowReceipt> future, RowReceipt receipt) {}

    private final int lane;
    private final ClusterNode node;
    private final RowFormat format = new RowFormat();
    private final Map<ByteBuffer, byte[]> rows = new HashMap<>();
    private final Map<Member, Follower> followers = new HashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long number;
    private long sum;

    OwnRows(int lane, ClusterNode node) {
        this.lane = lane;
        this.node = node;
    }

    synchronized CompletionStage<RowReceipt> put(byte[] key, byte[] value, long deadline) {
        byte[] before = rows.put(ByteBuffer.wrap(key), value);
        long hashBefore = before == null ? 0 : RowFormat.hash(lane, key, before);
        sum += RowFormat.hash(lane, key, value) - hashBefore;
        number++;
        if (!followers.isEmpty()) {
            send(format.put(number, key, value, hashBefore));
        }
        return awaited(deadline);
    }

    synchronized CompletionStage<RowReceipt> remove(byte[] key, long deadline) {
        byte[] before = rows.remove(ByteBuffer.wrap(key));
        if (before == null) {
            return awaited(deadline);
        }
        long hashBefore = RowFormat.hash(lane, key, before);
        sum -= hashBefore;
        number++;
        if (!followers.isEmpty()) {
            send(format.remove(number, key, hashBefore));
        }
        return awaited(deadline);
    }

    private void send(byte[] change) {
        for (Member follower : followers.keySet()) {
            node.send(follower, lane, RecordKind.ROW, ByteBuffer.wrap(change));
        }
    }

    /** Returns a future that completes when the change of the current number is confirmed. */
    private CompletionStage<RowReceipt> awaited(long deadline) {
        if (confirmedByAll() >= number) {
            return CompletableFuture.completedFuture(receipt(number));
        }
        CompletableFuture<RowReceipt> future = new CompletableFuture<>();
        pending.add(new Pending(number, deadline, future));
        return future;
    }

    /** Returns the number of the last change that every follower has confirmed; ignores laggards. */
    private long confirmedByAll() {
        long least = Long.MAX_VALUE;
        for (Follower follower : followers.values()) {
            if (!follower.laggard) {
                least = Math.min(least, follower.confirmed);
            }
        }
        return least;
    }

    private RowReceipt receipt(long change) {
        Set<NodeId> laggards = null;
        for (Map.Entry<Member, Follower> entry : followers.entrySet()) {
            if (entry.getValue().confirmed < change) {
                laggards = laggards == null ? new HashSet<>() : laggards;
                laggards.add(entry.getKey().node());
            }
        }
        return laggards == null ? RowReceipt.EVERYWHERE : new RowReceipt(laggards);
    }

    /** Sends all rows to a new follower. Afterwards, the follower gets the changes. */
    synchronized void follow(Member member) {
        Follower follower = new Follower();
        follower.confirmed = -1;
        followers.put(member, follower);
        send(member, RowFormat.ROWS, key -> true);
        node.send(member, lane, RecordKind.ROW, ByteBuffer.wrap(format.rowsEnd(number, digest())));
    }

    /** Sends some rows to a follower that has forgotten them. */
    synchronized void repeat(Member member, Predicate<byte[]> wanted) {
        if (followers.containsKey(member)) {
            send(member, RowFormat.REPEATED_ROWS, wanted);
        }
    }

    private void send(Member member, int type, Predicate<byte[]> wanted) {
        List<Map.Entry<ByteBuffer, byte[]>> part = new ArrayList<>();
        int bytes = 0;
        for (Map.Entry<ByteBuffer, byte[]> row : rows.entrySet()) {
            if (!wanted.test(row.getKey().array())) {
                continue;
            }
            int size = row.getKey().remaining() + row.getValue().length;
            if (!part.isEmpty() && bytes + size > PART_BYTES) {
                send(member, type, part);
                part.clear();
                bytes = 0;
            }
            part.add(row);
            bytes += size;
        }
        if (!part.isEmpty()) {
            send(member, type, part);
        }
    }

    private void send(Member member, int type, List<Map.Entry<ByteBuffer, byte[]>> part) {
        format.beginRows(type, part.size());
        part.forEach(row -> format.row(row.getKey().array(), row.getValue()));
        node.send(member, lane, RecordKind.ROW, ByteBuffer.wrap(format.endRows()));
    }

    /** Removes a follower whose link is down. */
    void unfollow(Member member) {
        List<Settled> settled;
        synchronized (this) {
            followers.remove(member);
            settled = settled();
        }
        complete(settled);
    }

    /** Records the number of the last change that a follower has confirmed. */
    void confirmed(Member member, long change) {
        List<Settled> settled;
        synchronized (this) {
            Follower follower = followers.get(member);
            if (follower == null || change > number) {
                return;
            }
            follower.confirmed = Math.max(follower.confirmed, change);
            follower.laggard &= follower.confirmed < number;
            settled = settled();
        }
        complete(settled);
    }

    /**
     * Stops waiting for followers that have not confirmed a change before its deadline; returns the number of these
     * followers.
     */
    int checkDeadlines(long now) {
        List<Settled> settled;
        int late = 0;
        synchronized (this) {
            Pending first = pending.peek();
            if (first == null || now - first.deadline < 0) {
                return 0;
            }
            for (Follower follower : followers.values()) {
                if (!follower.laggard && follower.confirmed < first.number) {
                    follower.laggard = true;
                    late++;
                }
            }
            settled = settled();
        }
        complete(settled);
        return late;
    }

    private List<Settled> settled() {
        Pending first = pending.peek();
        if (first == null) {
            return List.of();
        }
        long confirmed = confirmedByAll();
        List<Settled> settled = new ArrayList<>();
        while (first != null && first.number <= confirmed) {
            pending.remove();
            settled.add(new Settled(first.future, receipt(first.number)));
            first = pending.peek();
        }
        return settled;
    }

    private static void complete(List<Settled> settled) {
        for (Settled each : settled) {
            each.future.complete(each.receipt);
        }
    }

    synchronized RowDigest digest() {
        return new RowDigest(rows.size(), sum);
    }

    /** Returns the number of changes that wait for a confirmation. */
    synchronized int unconfirmed() {
        return pending.size();
    }
}
