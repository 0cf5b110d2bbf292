package io.aerostat.cluster.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.NodeTimer;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.link.SendOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * A target of the coverage-guided fuzzer (see CONTRIBUTING): any record about rows either is applied to the sender's
 * rows, or ends the link to the sender.
 */
class RowFuzzTest {
    private static final Member OTHER = new Member(new NodeId("other"), 1);

    @FuzzTest(maxDuration = "60s", maxExecutions = 800_000)
    void aRecordAboutRowsIsReadOrEndsTheLink(byte[] bytes) {
        OneLink node = new OneLink();
        RowExchange rows = new RowExchange(node, new NoTimer(), Duration.ofSeconds(1));
        rows.nodeUp(OTHER);
        rows.record(OTHER, 1, ByteBuffer.wrap(new RowFormat().rowsEnd(0, RowDigest.EMPTY)));
        rows.batchEnd(OTHER, 1);
        assertThat(rows.isComplete(OTHER)).isTrue();

        rows.record(OTHER, 1, ByteBuffer.wrap(bytes));
        rows.batchEnd(OTHER, 1);

        assertThat(rows.digest(OTHER).rows()).isLessThanOrEqualTo(bytes.length);
        assertThat(node.sent).isLessThanOrEqualTo(2 + 1); // two confirmations, and the end of its own rows
    }

    private static final class NoTimer implements NodeTimer {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }

        @Override
        public void execute(Runnable task) {}

        @Override
        public Runnable every(Duration interval, Runnable task) {
            return () -> {};
        }
    }

    /** A node with one lane and one link. */
    private static final class OneLink implements ClusterNode {
        private int sent;

        @Override
        public NodeId id() {
            return new NodeId("own");
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public List<Member> members() {
            return List.of(OTHER);
        }

        @Override
        public boolean isUp(Member member) {
            return true;
        }

        @Override
        public int maximumRecord() {
            return 1 << 20;
        }

        @Override
        public SendOutcome send(Member to, int lane, RecordKind kind, ByteBuffer head, ByteBuffer rest) {
            sent++;
            return SendOutcome.ACCEPTED;
        }

        @Override
        public void flush() {}

        @Override
        public void drop(Member member) {}

        @Override
        public void hold(Member from, int bytes) {}

        @Override
        public void release(Member from, int bytes) {}

        @Override
        public boolean isCongested(Member member) {
            return false;
        }

        @Override
        public long backlog(Member member) {
            return 0;
        }

        @Override
        public void addNodeListener(NodeListener listener) {}

        @Override
        public void setRecordListener(RecordKind kind, RecordListener listener) {}
    }
}
