package io.aerostat.cluster.realm;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.cluster.row.RowDigest;
import io.aerostat.cluster.row.RowListener;
import io.aerostat.cluster.row.RowReceipt;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in one JVM that obey the contract of the lower layers of the cluster: a link delivers records in order or goes
 * down, and changes of rows are confirmed. Every node has one thread; links can be cut and healed, and the thread of a
 * node can be blocked.
 */
final class Fabric implements AutoCloseable {
    static final int MAXIMUM_RECORD = 1 << 20;

    private final List<Node> nodes = new ArrayList<>();
    private long incarnations;
    /** The first records that were sent. Guarded by this fabric. */
    private final List<byte[]> sent = new ArrayList<>();

    /** Both ends of each link that is up. Guarded by this fabric. */
    private final Map<Node, Map<Node, Member>> links = new LinkedHashMap<>();

    synchronized Node add(String name) {
        Node node = new Node(new NodeId(name));
        nodes.add(node);
        links.put(node, new LinkedHashMap<>());
        return node;
    }

    /** Brings up the links from a node to all other nodes. */
    synchronized void connect(Node node) {
        for (Node other : nodes) {
            if (other != node) {
                heal(node, other);
            }
        }
    }

    synchronized void heal(Node a, Node b) {
        if (ends(a).containsKey(b)) {
            return;
        }
        Member asSeenByA = new Member(b.id, ++incarnations);
        Member asSeenByB = new Member(a.id, ++incarnations);
        ends(a).put(b, asSeenByA);
        ends(b).put(a, asSeenByB);
        a.up(asSeenByA);
        b.up(asSeenByB);
        a.snapshotTo(b, asSeenByB);
        b.snapshotTo(a, asSeenByA);
    }

    synchronized void cut(Node a, Node b) {
        cut(a, b, DownReason.SILENT);
    }

    synchronized void cut(Node a, Node b, DownReason reason) {
        Member asSeenByA = ends(a).remove(b);
        Member asSeenByB = ends(b).remove(a);
        if (asSeenByA != null && asSeenByB != null) {
            a.down(asSeenByA, reason);
            b.down(asSeenByB, reason);
        }
    }

    /** Cuts all links of a node, as when it is killed. */
    synchronized void isolate(Node node) {
        nodes.forEach(other -> cut(node, other));
    }

    private Map<Node, Member> ends(Node node) {
        return links.getOrDefault(node, Map.of());
    }

    /** Returns the first hundred records that nodes have sent. */
    synchronized List<byte[]> sentRecords() {
        return List.copyOf(sent);
    }

    @Override
    public synchronized void close() {
        nodes.forEach(node -> node.thread.shutdownNow());
    }

    private record Key(int lane, ByteBuffer bytes) {}

    /** One node; its listeners are called on its thread. */
    final class Node implements ClusterNode, ReplicatedRows {
        private final NodeId id;
        private final ExecutorService thread;
        private final List<NodeListener> listeners = new ArrayList<>();
        private @Nullable RecordListener records;
        private @Nullable RowListener rows;
        private final Map<Key, byte[]> own = new LinkedHashMap<>();
        /** The members that are live. Confined to the thread of the node. */
        private final Set<Member> live = new HashSet<>();
        /** The bytes of records that have arrived and have not been processed yet. */
        final AtomicLong held = new AtomicLong();
        /** Whether this node treats all its links as congested. */
        volatile boolean congested;

        private Node(NodeId id) {
            this.id = id;
            this.thread = Executors.newSingleThreadExecutor(task -> {
                Thread one = new Thread(task, "fabric-" + id);
                one.setDaemon(true);
                return one;
            });
        }

        private void run(Runnable task) {
            try {
                thread.execute(task);
            } catch (RejectedExecutionException e) {
                // The test is over.
                return;
            }
        }

        private void up(Member member) {
            run(() -> {
                live.add(member);
                listeners.forEach(listener -> listener.nodeUp(member));
            });
        }

        private void down(Member member, DownReason reason) {
            run(() -> {
                live.remove(member);
                if (rows != null) {
                    rows.rowsGone(member);
                }
                listeners.forEach(listener -> listener.nodeDown(member, reason));
            });
        }

        private void snapshotTo(Node receiver, Member self) {
            own.forEach((key, value) -> receiver.putFrom(self, key, value));
        }

        private void putFrom(Member owner, Key key, byte @Nullable [] value) {
            run(() -> {
                if (rows != null && live.contains(owner)) {
                    byte[] copy = key.bytes.array().clone();
                    if (value == null) {
                        rows.rowRemoved(owner, key.lane, copy);
                    } else {
                        rows.rowPut(owner, key.lane, copy, value.clone());
                    }
                }
            });
        }

        @Override
        public NodeId id() {
            return id;
        }

        @Override
        public int lanes() {
            return 2;
        }

        @Override
        public List<Member> members() {
            synchronized (Fabric.this) {
                return List.copyOf(ends(this).values());
            }
        }

        @Override
        public boolean isUp(Member member) {
            return members().contains(member);
        }

        @Override
        public int maximumRecord() {
            return MAXIMUM_RECORD;
        }

        @Override
        public SendOutcome send(Member to, int lane, RecordKind kind, ByteBuffer head, ByteBuffer rest) {
            // as in a real node, the record does not begin at the start of its array
            byte[] record = new byte[head.remaining() + rest.remaining() + 3];
            ByteBuffer copy = ByteBuffer.wrap(record).position(3).slice();
            copy.put(head.duplicate()).put(rest.duplicate()).flip();
            if (copy.remaining() > MAXIMUM_RECORD) {
                return SendOutcome.TOO_LARGE;
            }
            synchronized (Fabric.this) {
                if (sent.size() < 100) {
                    byte[] whole = new byte[copy.remaining()];
                    copy.duplicate().get(whole);
                    sent.add(whole);
                }
                for (Map.Entry<Node, Member> end : ends(this).entrySet()) {
                    if (end.getValue().equals(to)) {
                        Node receiver = end.getKey();
                        Member self = ends(receiver).get(this);
                        receiver.run(() -> {
                            if (self != null && receiver.live.contains(self) && receiver.records != null) {
                                receiver.records.record(self, lane, copy);
                                receiver.records.batchEnd(self, lane);
                            }
                        });
                        return SendOutcome.ACCEPTED;
                    }
                }
            }
            return SendOutcome.DOWN;
        }

        @Override
        public void flush() {}

        /** Cuts the link of a member, as the real node does when a peer breaks the protocol. */
        @Override
        public void drop(Member member) {
            synchronized (Fabric.this) {
                for (Map.Entry<Node, Member> end : List.copyOf(ends(this).entrySet())) {
                    if (end.getValue().equals(member)) {
                        cut(this, end.getKey(), DownReason.MALFORMED);
                    }
                }
            }
        }

        @Override
        public void hold(Member from, int bytes) {
            held.addAndGet(bytes);
        }

        @Override
        public void release(Member from, int bytes) {
            held.addAndGet(-bytes);
        }

        @Override
        public boolean isCongested(Member member) {
            return congested && isUp(member);
        }

        @Override
        public long backlog(Member member) {
            return 0;
        }

        @Override
        public void addNodeListener(NodeListener listener) {
            listeners.add(listener);
        }

        @Override
        public void setRecordListener(RecordKind kind, RecordListener listener) {
            records = listener;
        }

        @Override
        public CompletionStage<RowReceipt> put(int lane, byte[] key, byte[] value) {
            return change(new Key(lane, ByteBuffer.wrap(key)), value);
        }

        @Override
        public CompletionStage<RowReceipt> remove(int lane, byte[] key) {
            return change(new Key(lane, ByteBuffer.wrap(key)), null);
        }

        private CompletionStage<RowReceipt> change(Key key, byte @Nullable [] value) {
            synchronized (Fabric.this) {
                if (value == null) {
                    own.remove(key);
                } else {
                    own.put(key, value);
                }
                List<CompletableFuture<Void>> confirmed = new ArrayList<>();
                ends(this).keySet().forEach(receiver -> {
                    Member self = ends(receiver).get(this);
                    CompletableFuture<Void> confirmation = new CompletableFuture<>();
                    if (self != null) {
                        confirmed.add(confirmation);
                        receiver.putFrom(self, key, value);
                        receiver.run(() -> run(() -> confirmation.complete(null)));
                    }
                });
                return CompletableFuture.allOf(confirmed.toArray(CompletableFuture<?>[]::new))
                        .thenApply(none -> RowReceipt.EVERYWHERE);
            }
        }

        @Override
        public void repeat(Member to, int lane, Predicate<byte[]> wanted) {
            synchronized (Fabric.this) {
                ends(this).forEach((receiver, member) -> {
                    Member self = ends(receiver).get(this);
                    if (member.equals(to) && self != null) {
                        own.forEach((key, value) -> {
                            if (key.lane == lane && wanted.test(key.bytes.array())) {
                                receiver.putFrom(self, key, value);
                            }
                        });
                    }
                });
            }
        }

        /** Returns the number of rows that this node has for the others. */
        int rows() {
            synchronized (Fabric.this) {
                return own.size();
            }
        }

        /** Blocks the node's thread until the test completes the returned future. */
        CompletableFuture<Void> hold() {
            CompletableFuture<Void> release = new CompletableFuture<>();
            run(release::join);
            return release;
        }

        @Override
        public void setRowListener(RowListener listener) {
            rows = listener;
        }

        @Override
        public boolean isComplete(Member member) {
            return true;
        }

        @Override
        public RowDigest ownDigest() {
            return RowDigest.EMPTY;
        }

        @Override
        public RowDigest digest(Member member) {
            return RowDigest.EMPTY;
        }
    }
}
