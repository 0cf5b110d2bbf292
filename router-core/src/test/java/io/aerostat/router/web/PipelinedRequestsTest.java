package io.aerostat.router.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests clients that send many requests without reading the responses. */
class PipelinedRequestsTest {
    private static final String REQUEST = "GET /data HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final WebSite site = new WebSite(
            new Transport.Web(Map.of("data", new PathService.Json("{}", false, false))),
            TestServer.environment(
                    new EchoAcceptor(),
                    new DefaultEventLoopGroup(1),
                    new AdmissionControl(AdmissionLimits.DEFAULT),
                    Runnable::run,
                    Set.of()));
    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec());

    {
        channel.freezeTime();
        channel.pipeline().addLast(new HttpConnection(channel, () -> site, new Deadline(channel.eventLoop())));
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private void setWritable(boolean isWritable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
        channel.runPendingTasks();
    }

    private void send(int requests) {
        channel.writeInbound(Unpooled.copiedBuffer(REQUEST.repeat(requests), US_ASCII));
        channel.runPendingTasks();
    }

    /** Returns the number of responses since the last call. */
    private int answers() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.append(out.toString(US_ASCII));
            out.release();
        }
        return all.toString().split("HTTP/1.1 200", -1).length - 1;
    }

    @Test
    void noRequestIsAnsweredWhileTheClientReadsNothing() {
        setWritable(false);
        send(2);
        send(100);

        assertThat(answers()).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        setWritable(true);

        assertThat(answers()).isEqualTo(101);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aClientThatReadsNothingIsDisconnected() {
        setWritable(false);
        send(2);

        channel.advanceTimeBy(WebOptions.DEFAULT.clientTimeout().toMillis(), TimeUnit.MILLISECONDS);
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aClientThatSendsNothingMoreGetsItsAnswers() {
        setWritable(false);
        send(3);
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(answers()).isEqualTo(1);

        setWritable(true);

        assertThat(answers()).isEqualTo(2);
    }
}
