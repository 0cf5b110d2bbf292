package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Conformance("P7")
class NewcomerTest {
    private final List<String> seen = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Source(), new Newcomer(), new Recorder());

    /** The origin of user events. Events that are fired on the test channel itself would also run scheduled tasks. */
    private static final class Source extends ChannelInboundHandlerAdapter {}

    /** Takes the place of the handshake and the link. */
    private final class Recorder extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            String text = in.toString(StandardCharsets.US_ASCII);
            in.release();
            seen.add(text.length() > 20 ? text.length() + " bytes" : text);
            if (text.equals("WELCOME")) {
                Newcomer.settle(channel);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            seen.add("|");
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            seen.add("end");
        }
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private void useUpTheShare() {
        LoopShare.of(channel.eventLoop()).take(LoopShareTest::spin);
    }

    private ChannelHandlerContext source() {
        return channel.pipeline().context(Source.class);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private void arrive(String... texts) {
        for (String text : texts) {
            source().fireChannelRead(bytes(text));
        }
        source().fireChannelReadComplete();
    }

    @Test
    void whatArrivesIsHandedOnAtOnceWhenTheLoopHasTime() {
        arrive("GET", "Host");

        assertThat(seen).containsExactly("GET", "Host", "|");
    }

    @Test
    void whatArrivesWaitsForItsTurnAndKeepsItsOrder() {
        useUpTheShare();
        arrive("GET");
        arrive("Host");
        assertThat(seen).isEmpty();

        channel.runScheduledPendingTasks();

        assertThat(seen).containsExactly("GET", "Host", "|");
    }

    @Test
    void anEstablishedSessionWaitsNoMore() {
        arrive("WELCOME", "more");
        assertThat(channel.pipeline().get(Newcomer.class)).isNull();
        useUpTheShare();

        arrive("CALL");

        assertThat(seen).containsExactly("WELCOME", "more", "|", "CALL", "|");
    }

    @Test
    void whoIsEstablishedMeanwhileIsHandedWhatWaits() {
        useUpTheShare();
        arrive("CALL");

        Newcomer.settle(channel);

        assertThat(seen).containsExactly("CALL", "|");
        channel.runScheduledPendingTasks();
        assertThat(seen).containsExactly("CALL", "|");
    }

    @Test
    void aNewcomerThatWaitsForItsTurnIsNotASurplusOne() {
        useUpTheShare();
        arrive("GET");
        assertThat(Newcomer.isSurplus(channel)).isFalse();

        channel.runScheduledPendingTasks();

        assertThat(Newcomer.isSurplus(channel)).isFalse();
    }

    @Test
    void anEstablishedSessionIsNoSurplus() {
        arrive("WELCOME");

        assertThat(Newcomer.isSurplus(channel)).isFalse();
    }

    @Test
    void theLastWordsComeBeforeTheEnd() {
        useUpTheShare();
        arrive("POST");

        channel.close();

        assertThat(seen).containsExactly("POST", "|", "end");
    }

    @Test
    void aClientThatKeepsSendingIsNotReadUntilItsTurn() {
        useUpTheShare();
        arrive("x".repeat(100_000));
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.runScheduledPendingTasks();

        assertThat(seen).containsExactly("100000 bytes", "|");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void nothingIsKeptOfAConnectionThatIsTakenDown() {
        useUpTheShare();
        ByteBuf in = bytes("GET");
        source().fireChannelRead(in);

        channel.pipeline().remove(Newcomer.class);

        assertThat(in.refCnt()).isZero();
    }
}
