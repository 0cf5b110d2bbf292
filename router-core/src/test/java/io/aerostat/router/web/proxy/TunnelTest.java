package io.aerostat.router.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.UpstreamService.Upstream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that a tunnel ends even if one of its ends is gone or does not read. */
class TunnelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void anEndThatReadsNothingIsClosedInTime() {
        EmbeddedChannel client = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) {
                // The client's window is full.
            }
        };
        EmbeddedChannel upstream = new EmbeddedChannel(new Tunnel(client, PATIENCE));
        upstream.writeInbound(Unpooled.copyInt(1));

        upstream.close();

        assertThat(client.isOpen()).isTrue();
        client.advanceTimeBy(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        client.runScheduledPendingTasks();
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void anEndThatReadsGetsEverything() {
        EmbeddedChannel client = new EmbeddedChannel();
        EmbeddedChannel upstream = new EmbeddedChannel(new Tunnel(client, PATIENCE));
        upstream.writeInbound(Unpooled.copyInt(1));

        upstream.close();

        assertThat(client.isOpen()).isFalse();
        assertThat(client.<Object>readOutbound()).isEqualTo(Unpooled.copyInt(1));
    }

    @Test
    void theSystemProbesWhetherASilentUpstreamIsThere() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Channel> opened = new CompletableFuture<>();

            new UpstreamConnector(new Upstream("127.0.0.1", upstream.getLocalPort()), Runnable::run)
                    .connect(loops.next(), opened::complete, opened::completeExceptionally);

            Channel channel = opened.get(60, TimeUnit.SECONDS);
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            channel.close().syncUninterruptibly();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
