package io.aerostat.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.MembershipListener;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.memory.InMemoryCluster;
import io.aerostat.cluster.row.RowListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One process of the cluster. It checks at each step that the cluster keeps its promises to this process. */
final class ModelNode implements NodeListener, RecordListener, RowListener, MembershipListener {
    static final int LANES = 2;
    private static final LinkOptions LINKS = new LinkOptions(Duration.ofMillis(500), 4, 1 << 20, 128 << 10);

    private final InMemoryCluster world;
    private final int process;
    private final Cluster cluster;
    private final Map<String, String> own = new TreeMap<>();
    private final Map<Member, Map<String, String>> rows = new HashMap<>();
    private final Map<Member, Integer> processes = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final List<Member> up = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int records;

    /** @param process the number of the process, unique in a run */
    ModelNode(InMemoryCluster world, NodeId id, int members, int process, ClusterEngine engine, Random random) {
        this.world = world;
        this.process = process;
        ClusterOptions options = new ClusterOptions("balloon", id, members, LANES, LINKS, Duration.ofSeconds(1));
        cluster = new Cluster(options, engine, world.timer(engine), random::nextLong);
        cluster.rows().setRowListener(this);
        cluster.node().addNodeListener(this);
        cluster.node().setRecordListener(RecordKind.REALM, this);
        cluster.addMembershipListener(this);
        cluster.start();
    }

    NodeId id() {
        return cluster.node().id();
    }

    Cluster cluster() {
        return cluster;
    }

    Map<String, String> own() {
        return own;
    }

    List<String> refusals() {
        return refusals;
    }

    int records() {
        return records;
    }

    /** Returns this process's copy of another process's rows, or null if the link between them is down. */
    Map<String, String> rowsOf(ModelNode other) {
        for (Member member : up) {
            if (member.node().equals(other.id()) && cluster.node().isUp(member)) {
                return rows.get(member);
            }
        }
        return null;
    }

    Member memberOf(ModelNode other) {
        return up.stream()
                .filter(member -> member.node().equals(other.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Adds a row. When the row is confirmed, checks that every live node has it. */
    void put(String key, String value, List<ModelNode> all) {
        String versioned = process + ":" + value;
        own.put(key, versioned);
        cluster.rows()
                .put(laneOf(key), bytes(key), bytes(versioned))
                .thenAccept(receipt ->
                        checkVisible(key, versioned, receipt.laggards().isEmpty(), all));
        cluster.node().flush();
    }

    void remove(String key) {
        own.remove(key);
        cluster.rows().remove(laneOf(key), bytes(key));
        cluster.node().flush();
    }

    private void checkVisible(String key, String value, boolean everywhere, List<ModelNode> all) {
        if (!everywhere || !value.equals(own.get(key))) {
            return;
        }
        for (ModelNode other : all) {
            boolean isLive = other != this
                    && cluster.node().members().stream()
                            .anyMatch(member -> member.node().equals(other.id()));
            Map<String, String> there = isLive ? other.rowsOf(this) : null;
            if (there != null && other.processOf(this) == process && !there.isEmpty()) {
                assertThat(there)
                        .as("rows of %s at %s when confirmed", id(), other.id())
                        .containsEntry(key, value);
            }
        }
    }

    private int processOf(ModelNode other) {
        return processes.getOrDefault(memberOf(other), -1);
    }

    /** Sends a numbered record of the given size to every member. */
    void sendAll(int lane, int size) {
        for (Member member : cluster.node().members()) {
            String way = member + "/" + lane;
            int number = sent.getOrDefault(way, 0) + 1;
            ByteBuffer head = ByteBuffer.allocate(12);
            head.putInt(process).putInt(number).putInt(size).flip();
            if (cluster.node().send(member, lane, RecordKind.REALM, head, ByteBuffer.wrap(filled(size, number)))
                    == SendOutcome.ACCEPTED) {
                sent.put(way, number);
            }
        }
        cluster.node().flush();
    }

    private static byte[] filled(int size, int number) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    static int laneOf(String key) {
        return 1 + Math.floorMod(key.hashCode(), LANES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void nodeUp(Member member) {
        assertThat(up).extracting(Member::node).doesNotContain(member.node());
        assertThat(rows).doesNotContainKey(member);
        up.add(member);
        rows.put(member, new TreeMap<>());
    }

    @Override
    public void nodeDown(Member member, DownReason reason) {
        assertThat(up).contains(member);
        assertThat(rows).as("gone before nodeDown").doesNotContainKey(member);
        up.remove(member);
    }

    @Override
    public void record(Member from, int lane, ByteBuffer record) {
        assertThat(up).as("record of a member that is up").contains(from);
        int process = record.getInt();
        int number = record.getInt();
        int size = record.getInt();
        assertThat(process).isEqualTo(processes.computeIfAbsent(from, first -> process));
        assertThat(number)
                .as("%s at %s lane %d", from, id(), lane)
                .isEqualTo(received.merge(from + "/" + lane, 1, Integer::sum));
        byte[] rest = new byte[record.remaining()];
        record.get(rest);
        assertThat(rest).isEqualTo(filled(size, number));
        records++;
    }

    @Override
    public void rowPut(Member owner, int lane, byte[] key, byte[] value) {
        String text = new String(key, StandardCharsets.UTF_8);
        String content = new String(value, StandardCharsets.UTF_8);
        assertThat(up).contains(owner);
        assertThat(lane).isEqualTo(laneOf(text));
        int process = Integer.parseInt(content.substring(0, content.indexOf(':')));
        assertThat(process).isEqualTo(processes.computeIfAbsent(owner, first -> process));
        rows.get(owner).put(text, content);
    }

    @Override
    public void rowRemoved(Member owner, int lane, byte[] key) {
        assertThat(up).contains(owner);
        assertThat(rows.get(owner).remove(new String(key, StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Override
    public void rowsGone(Member owner) {
        assertThat(up).contains(owner);
        assertThat(rows.remove(owner)).isNotNull();
    }

    @Override
    public void refused(String reason) {
        refusals.add(reason);
    }

    InMemoryCluster world() {
        return world;
    }
}
