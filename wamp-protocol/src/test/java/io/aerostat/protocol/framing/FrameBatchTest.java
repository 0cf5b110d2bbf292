package io.aerostat.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameBatchTest {
    private final FlushCounter flushes = new FlushCounter();
    private final EmbeddedChannel channel = new EmbeddedChannel(flushes);
    private final FrameBatch batch =
            new FrameBatch(channel, new RawSocketFraming(1024, 1024, 1024, new byte[0], new IgnoringReceiver()));

    @AfterEach
    void release() {
        batch.discard();
        channel.finishAndReleaseAll();
    }

    @Test
    void framesOfOneTurnOfTheLoopLeaveInOneBufferWithOneFlush() {
        channel.eventLoop().execute(() -> {
            append("one ");
            append("two ");
            assertThat(flushes.count).isZero();
        });
        channel.eventLoop().execute(() -> append("three"));
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("one two three");
        assertThat(sent()).isNull();
        assertThat(flushes.count).isEqualTo(1);
    }

    @Test
    void aDirectBatchReachesTheSocketWithoutPassingHandlers() {
        FrameBatch direct = new FrameBatch(
                channel, new RawSocketFraming(1024, 1024, 1024, new byte[0], new IgnoringReceiver()), true);

        direct.next(3).writeCharSequence("one", StandardCharsets.US_ASCII);
        direct.flushLater();
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("one");
        assertThat(flushes.count).isZero();
    }

    @Test
    void aFullBatchIsHandedOverAtOnceAndLeavesBeforeTheNextOne() {
        append("x".repeat(70_000));
        append("rest");
        assertThat(batch.size()).isEqualTo(4);
        assertThat(flushes.count).isZero();
        channel.runPendingTasks();

        assertThat(sent()).hasSize(70_000);
        assertThat(sent()).isEqualTo("rest");
    }

    @Test
    void aBatchBeginsWithTheCapacityThatTheLastOneNeeded() {
        assertThat(batch.next(10).capacity()).isEqualTo(512);

        append("x".repeat(3_000));
        batch.flush();
        int grown = batch.next(10).capacity();
        assertThat(grown).isBetween(3_000, 8_192);

        append("short");
        batch.flush();
        assertThat(batch.next(10).capacity()).isEqualTo(grown / 2);
    }

    @Test
    void aBatchDoesNotGrowBeyondTheLargestPooledBuffer() {
        for (int i = 0; i < 1_000; i++) {
            append("x".repeat(100));
            assertThat(batch.next(100).capacity()).isLessThanOrEqualTo(16 * 1024);
        }
    }

    @Test
    void framesForAChannelThatIsNotWritableWaitInOneBufferUntilItIs() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        append("one ");
        channel.runPendingTasks();
        append("two");
        channel.runPendingTasks();
        assertThat(sent()).isNull();
        assertThat(batch.pendingBytes()).isEqualTo(7);

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        batch.writabilityChanged();

        assertThat(sent()).isEqualTo("one two");
        assertThat(batch.pendingBytes()).isZero();
    }

    @Test
    void anExplicitFlushDoesNotWaitForTheLoop() {
        append("now");
        batch.flush();

        assertThat(sent()).isEqualTo("now");
        channel.runPendingTasks();
        assertThat(flushes.count).isEqualTo(1);
    }

    @Test
    void discardedFramesAreNotSent() {
        append("lost");
        batch.discard();
        channel.runPendingTasks();

        assertThat(sent()).isNull();
        assertThat(batch.size()).isZero();
    }

    private void append(String frame) {
        batch.next(frame.length()).writeCharSequence(frame, StandardCharsets.US_ASCII);
        batch.flushLater();
    }

    private String sent() {
        ByteBuf next = channel.readOutbound();
        if (next == null) {
            return null;
        }
        String text = next.toString(StandardCharsets.US_ASCII);
        next.release();
        return text;
    }

    private static final class FlushCounter extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }
}
