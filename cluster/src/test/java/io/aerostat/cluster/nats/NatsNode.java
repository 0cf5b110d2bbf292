package io.aerostat.cluster.nats;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.MembershipListener;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.cluster.row.RowListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A node of a cluster on NATS within this JVM, which records the calls of its listeners. */
final class NatsNode implements NodeListener, RecordListener, RowListener, MembershipListener, AutoCloseable {
    /**
     * Options with a shorter heartbeat than the default, so that nodes join quickly, but with enough time for a busy
     * machine.
     */
    static final LinkOptions FAST = new LinkOptions(Duration.ofMillis(200), 10, 64L << 20, 8 << 20);

    final List<String> happened = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final Map<String, String> rows = new ConcurrentHashMap<>();
    final Map<Integer, Long> lastNumber = new ConcurrentHashMap<>();
    final AtomicLong records = new AtomicLong();
    final AtomicLong disorder = new AtomicLong();
    final AtomicLong largest = new AtomicLong();
    final Cluster cluster;
    private final ThreadTimer timer;

    NatsNode(String id, NatsOptions nats) {
        this(id, nats, ClusterOptions.of("balloon", new NodeId(id), 2));
    }

    NatsNode(String id, NatsOptions nats, ClusterOptions given) {
        ClusterOptions options = new ClusterOptions(
                given.name(), given.node(), given.members(), given.lanes(), FAST, given.rowDeadline());
        timer = new ThreadTimer("timer-" + id);
        cluster = new Cluster(
                options,
                new NatsEngine(nats, options.name(), options.node(), options.lanes()),
                timer,
                new SecureRandom()::nextLong);
        cluster.rows().setRowListener(this);
        cluster.node().addNodeListener(this);
        cluster.node().setRecordListener(RecordKind.REALM, this);
        cluster.addMembershipListener(this);
        cluster.start();
    }

    Member only() {
        return cluster.node().members().get(0);
    }

    boolean isReady() {
        return cluster.health().isReady();
    }

    void put(String key, String value) {
        cluster.rows().put(1, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        cluster.node().flush();
    }

    @Override
    public void nodeUp(Member member) {
        happened.add("up " + member.node());
    }

    @Override
    public void nodeDown(Member member, DownReason reason) {
        happened.add("down " + member.node() + " " + reason);
        lastNumber.clear();
    }

    @Override
    public void record(Member from, int lane, ByteBuffer record) {
        records.incrementAndGet();
        largest.accumulateAndGet(record.remaining(), Math::max);
        long number = record.getLong();
        Long before = lastNumber.put(lane, number);
        if (number != (before == null ? 1 : before + 1)) {
            disorder.incrementAndGet();
        }
    }

    @Override
    public void rowPut(Member owner, int lane, byte[] key, byte[] value) {
        rows.put(
                owner.node() + "/" + new String(key, StandardCharsets.UTF_8),
                new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public void rowRemoved(Member owner, int lane, byte[] key) {
        rows.remove(owner.node() + "/" + new String(key, StandardCharsets.UTF_8));
    }

    @Override
    public void rowsGone(Member owner) {
        rows.keySet().removeIf(key -> key.startsWith(owner.node() + "/"));
    }

    @Override
    public void refused(String reason) {
        refusals.add(reason);
    }

    @Override
    public void close() {
        cluster.close();
        timer.close();
    }
}
