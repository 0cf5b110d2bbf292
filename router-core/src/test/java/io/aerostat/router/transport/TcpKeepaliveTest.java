package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the socket options of accepted connections, whether set on them or inherited from the listening socket. */
class TcpKeepaliveTest {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, SocketIo.newHandlerFactory());
    private final Socket client = new Socket();

    @AfterEach
    void end() throws IOException {
        client.close();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void anAcceptedConnectionHasTheTimesOfTheKeepalive() throws Exception {
        assumeThat(TcpKeepalive.supported()).isNotEmpty();

        Channel accepted = accept();

        assertThat(option(accepted, ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(15);
        assertThat(option(accepted, ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(5);
        assertThat(option(accepted, ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
    }

    @Test
    void anAcceptedConnectionUsesTheKeepaliveAndSendsAtOnce() throws Exception {
        Channel accepted = accept();

        assertThat(accepted.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        assertThat(accepted.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
    }

    private Channel accept() throws IOException {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        ServerBootstrap bootstrap =
                new ServerBootstrap().group(loops).channel(SocketIo.tcp(loops)).childHandler(publishing(accepted));
        TcpKeepalive.configure(bootstrap);
        InetSocketAddress address = (InetSocketAddress) bootstrap
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        client.connect(address);
        return accepted.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static ChannelHandler publishing(CompletableFuture<Channel> accepted) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        accepted.complete(context.channel());
                    }
                });
            }
        };
    }

    private static Integer option(Channel channel, SocketOption<Integer> option) {
        return channel.config().getOption(NioChannelOption.of(option));
    }
}
