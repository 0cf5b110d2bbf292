package io.aerostat.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.ControlFormat;
import io.aerostat.cluster.frame.ControlFrame.Announcement;
import io.aerostat.cluster.frame.ControlFrame.Hello;
import io.aerostat.cluster.frame.ControlFrame.LinkEnd;
import io.aerostat.cluster.frame.NodeIdentity;
import io.aerostat.cluster.frame.ProtocolVersion;
import io.aerostat.cluster.memory.InMemoryCluster;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks which nodes may be in a cluster, and which events end a link, on an engine in memory. */
class MembershipTest {
    private static final Duration JOINED = Duration.ofSeconds(2);
    private static final LinkOptions OPTIONS = new LinkOptions(Duration.ofMillis(500), 4, 1 << 20, 64 << 10);

    private final InMemoryCluster world = new InMemoryCluster(1);
    private final Random random = new Random(1);
    private long boots = 100;

    /** A node, and the calls that its listeners get. */
    private final class TestNode implements NodeListener, MembershipListener {
        private final List<String> happened = new ArrayList<>();
        private final ClusterEngine engine;
        private final NodeIdentity identity;
        private final LinkedNode node;

        TestNode(NodeIdentity identity, boolean isTwin) {
            this.identity = identity;
            engine = isTwin ? world.startTwin(identity.node()) : world.start(identity.node());
            node = new LinkedNode(identity, OPTIONS, engine, world.timer(engine), random::nextLong);
            node.addNodeListener(this);
            node.addMembershipListener(this);
            node.start();
        }

        @Override
        public void nodeUp(Member member) {
            happened.add("up " + member.node());
        }

        @Override
        public void nodeDown(Member member, DownReason reason) {
            happened.add("down " + member.node() + " " + reason);
        }

        @Override
        public void refused(String reason) {
            happened.add("refused: " + reason);
        }
    }

    private NodeIdentity identity(String node) {
        return new NodeIdentity("balloon", new NodeId(node), ++boots, new ProtocolVersion(2, 5), 4);
    }

    private TestNode started(String node) {
        return new TestNode(identity(node), false);
    }

    @Test
    void nodesOfOneClusterFindEachOther() {
        TestNode one = started("one");
        TestNode two = started("two");

        world.advance(JOINED);

        assertThat(one.happened).containsExactly("up two");
        assertThat(two.happened).containsExactly("up one");
    }

    @Test
    void aLinkForWhichTooManyBytesWaitIsReplacedAndTheOthersStay() {
        TestNode one = started("one");
        TestNode two = started("two");
        TestNode three = started("three");
        world.advance(JOINED);
        Member slow = one.node.members().stream()
                .filter(member -> member.node().equals(two.identity.node()))
                .findFirst()
                .orElseThrow();

        SendOutcome outcome = SendOutcome.ACCEPTED;
        int sent = 0;
        while (outcome == SendOutcome.ACCEPTED) {
            outcome = one.node.send(slow, 1, RecordKind.REALM, ByteBuffer.allocate(32 << 10));
            sent++;
        }
        world.advance(JOINED);

        assertThat(sent).isEqualTo(32); // with their overhead, 32 records of 32 KiB exceed the budget of 1 MiB
        assertThat(one.happened).containsExactlyInAnyOrder("up two", "up three", "down two SLOW", "up two");
        assertThat(two.happened).contains("up one", "down one RESTARTED");
        assertThat(three.happened).containsExactlyInAnyOrder("up one", "up two");
        assertThat(one.node.statistics().linksLost()).containsEntry(DownReason.SLOW, 1L);
    }

    @Test
    void theNextMinorVersionIsAccepted() {
        TestNode one = started("one");
        NodeIdentity next = identity("two");
        TestNode two = new TestNode(
                new NodeIdentity(next.cluster(), next.node(), next.boot(), new ProtocolVersion(2, 6), next.lanes()),
                false);

        world.advance(JOINED);

        assertThat(one.happened).containsExactly("up two");
        assertThat(two.happened).containsExactly("up one");
    }

    @Test
    void anotherVersionClusterOrNumberOfLanesIsRefusedByName() {
        TestNode one = started("one");
        world.advance(JOINED);
        NodeIdentity two = identity("two");
        record Case(NodeIdentity identity, String reason) {}
        List<Case> cases = List.of(
                new Case(
                        new NodeIdentity("balloon", two.node(), two.boot(), new ProtocolVersion(2, 7), 4),
                        "protocol version: found 2.7 (expected 2.5 or one minor version beside it, as of node one)"),
                new Case(
                        new NodeIdentity("balloon", two.node(), two.boot(), new ProtocolVersion(3, 5), 4),
                        "protocol version: found 3.5 (expected 2.5 or one minor version beside it, as of node one)"),
                new Case(
                        new NodeIdentity("airship", two.node(), two.boot(), new ProtocolVersion(2, 5), 4),
                        "cluster name: found \"airship\" (expected \"balloon\", as of node one)"),
                new Case(
                        new NodeIdentity("balloon", two.node(), two.boot(), new ProtocolVersion(2, 5), 8),
                        "lanes: found 8 (expected 4, as of node one)"));

        for (Case each : cases) {
            TestNode refused = new TestNode(each.identity, false);
            world.advance(JOINED);
            assertThat(refused.happened).containsExactly("refused: " + each.reason);
            assertThat(refused.node.state()).isEqualTo(MembershipState.REFUSED);
            world.kill(two.node());
        }
        assertThat(one.happened).isEmpty();
    }

    @Test
    void aNodeWhoseNameIsTakenIsRefusedAndTheOtherNoticesNothing() {
        TestNode one = started("one");
        TestNode two = started("two");
        world.advance(JOINED);

        TestNode twin = new TestNode(identity("one"), true);
        world.advance(JOINED);

        assertThat(twin.happened).hasSize(1);
        assertThat(twin.happened.get(0)).startsWith("refused: node: found \"one\", which another process");
        assertThat(one.happened).containsExactly("up two");
        assertThat(two.happened).containsExactly("up one");
    }

    @Test
    void aNodeThatLeavesIsGoneAtOnce() {
        TestNode one = started("one");
        TestNode two = started("two");
        world.advance(JOINED);

        two.node.close();
        world.advance(Duration.ofMillis(10));

        assertThat(one.happened).containsExactly("up two", "down two LEFT");
    }

    @Test
    void aKilledNodeIsGoneWithinTwoSeconds() {
        TestNode one = started("one");
        started("two");
        world.advance(JOINED);

        world.kill(new NodeId("two"));
        world.advance(Duration.ofSeconds(2));

        assertThat(one.happened).containsExactly("up two", "down two SILENT");
    }

    @Test
    void noForgedMessageEndsALinkThatWorks() {
        TestNode one = started("one");
        TestNode two = started("two");
        world.advance(JOINED);
        ClusterEngine stranger = world.start(new NodeId("stranger"));
        stranger.start(new Deaf());
        world.advance(Duration.ofMillis(1));
        NodeIdentity restarted = identity("two");

        for (int i = 0; i < 500; i++) {
            stranger.broadcast(0, ControlFormat.bytes(new Announcement(restarted, false)));
            stranger.send(one.identity.node(), 0, ControlFormat.bytes(new Hello(restarted, 1 + i, 0, false)));
            stranger.send(one.identity.node(), 0, ControlFormat.bytes(new Hello(two.identity, 1 + i, 0, true)));
            stranger.send(one.identity.node(), 0, ControlFormat.bytes(new LinkEnd(1 + i, true)));
            world.advance(Duration.ofMillis(10));
        }

        assertThat(one.happened).containsExactly("up two");
    }

    @Test
    void aLinkThatUsesUpItsBudgetGoesDownAndOthersStay() {
        TestNode one = started("one");
        TestNode two = started("two");
        TestNode three = started("three");
        world.advance(JOINED);
        world.halt(two.identity.node());
        Member slow = member(one, two);

        int sent = 0;
        while (one.node.send(slow, 1, RecordKind.REALM, ByteBuffer.allocate(10_000)) == SendOutcome.ACCEPTED) {
            one.node.flush();
            sent++;
        }
        world.advance(Duration.ofMillis(1));

        assertThat(sent).isBetween(100, 105);
        assertThat(one.happened).contains("down two SLOW").doesNotContain("down three SLOW");
        assertThat(one.node.isUp(member(one, three))).isTrue();
    }

    private static Member member(TestNode node, TestNode other) {
        return node.node.members().stream()
                .filter(member -> member.node().equals(other.identity.node()))
                .findFirst()
                .orElseThrow();
    }

    /** The listener of a stranger, which only sends messages and ignores all received ones. */
    private static final class Deaf implements EngineListener {
        @Override
        public void connected() {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public void refused(String reason) {}

        @Override
        public void writable() {}

        @Override
        public void received(int lane, byte[] message) {}
    }

    @Test
    void noRecordFollowsTheOneForWhichALinkIsDropped() {
        TestNode one = started("one");
        TestNode two = started("two");
        List<Byte> delivered = new ArrayList<>();
        two.node.setRecordListener(RecordKind.REALM, (from, lane, record) -> {
            byte first = record.get();
            delivered.add(first);
            if (first == 2) {
                two.node.drop(from);
            }
        });
        world.advance(JOINED);

        for (byte number = 1; number <= 3; number++) {
            one.node.send(one.node.members().get(0), 1, RecordKind.REALM, ByteBuffer.wrap(new byte[] {number}));
        }
        one.node.flush();
        world.advance(JOINED);

        assertThat(delivered).containsExactly((byte) 1, (byte) 2);
        assertThat(two.happened).containsExactly("up one", "down one MALFORMED", "up one");
    }

    @Test
    void bytesThatAListenerHoldsUseUpTheBudgetOfTheSender() {
        TestNode one = started("one");
        TestNode two = started("two");
        List<Member> senders = new ArrayList<>();
        two.node.setRecordListener(RecordKind.REALM, (from, lane, record) -> {
            two.node.hold(from, record.remaining());
            senders.add(from);
        });
        world.advance(JOINED);
        Member to = one.node.members().get(0);
        byte[] content = new byte[10_000];

        send(one, to, content, 10);
        assertThat(one.node.backlog(to)).isBetween(100_000L, 101_000L);
        assertThat(one.node.isCongested(to)).isFalse();

        send(one, to, content, 20);
        assertThat(one.node.isCongested(to)).isTrue();

        senders.forEach(from -> two.node.release(from, content.length));
        world.advance(JOINED);
        assertThat(one.node.backlog(to)).isZero();
        assertThat(one.node.isCongested(to)).isFalse();

        send(one, to, content, 120);
        assertThat(one.happened).containsExactly("up two", "down two SLOW", "up two");
    }

    /** Sends records, and advances the time so that heartbeats can confirm them. */
    private void send(TestNode from, Member to, byte[] content, int records) {
        for (int i = 0; i < records; i++) {
            from.node.send(to, 1, RecordKind.REALM, ByteBuffer.wrap(content));
        }
        from.node.flush();
        world.advance(JOINED);
    }
}
