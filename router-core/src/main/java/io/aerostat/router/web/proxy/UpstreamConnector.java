package io.aerostat.router.web.proxy;

import io.aerostat.router.listener.UpstreamService.Upstream;
import io.aerostat.router.listener.UpstreamService.UpstreamTls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Opens connections to an upstream. Any thread. */
final class UpstreamConnector {
    private final Upstream upstream;
    private final Executor resolver;
    private final Optional<SslContext> tls;

    /** Creates the connector. Blocks, because it reads certificates. */
    UpstreamConnector(Upstream upstream, Executor resolver) {
        this.upstream = upstream;
        this.resolver = resolver;
        this.tls = upstream.tls().map(UpstreamConnector::context);
    }

    private static SslContext context(UpstreamTls options) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (!options.trusted().isEmpty()) {
                List<InputStream> files = new ArrayList<>();
                for (Path file : options.trusted()) {
                    files.add(Files.newInputStream(file));
                }
                try (InputStream all = new SequenceInputStream(Collections.enumeration(files))) {
                    builder.trustManager(all);
                }
            }
            return builder.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("upstream: the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Connects on a loop. Resolves a host name on the executor first.
     *
     * @param setUp installs the handlers of a new channel
     * @param onFailure runs on the loop if the connection cannot be opened
     */
    void connect(EventLoop loop, Consumer<Channel> setUp, Consumer<Throwable> onFailure) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(upstream.host());
        if (literal != null) {
            try {
                connect(loop, InetAddress.getByAddress(literal), setUp, onFailure);
            } catch (UnknownHostException e) {
                onFailure.accept(e);
            }
            return;
        }
        try {
            resolver.execute(() -> {
                try {
                    InetAddress address = InetAddress.getByName(upstream.host());
                    loop.execute(() -> connect(loop, address, setUp, onFailure));
                } catch (UnknownHostException e) {
                    loop.execute(() -> onFailure.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            onFailure.accept(e);
        }
    }

    private void connect(EventLoop loop, InetAddress address, Consumer<Channel> setUp, Consumer<Throwable> onFailure) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        upstream.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                // A tunnel has no deadline; the system notices an upstream that has vanished.
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(context -> channel.pipeline()
                                .addLast(context.newHandler(
                                        channel.alloc(),
                                        upstream.tls().orElseThrow().hostname(),
                                        upstream.port())));
                        setUp.accept(channel);
                    }
                })
                .connect(new InetSocketAddress(address, upstream.port()));
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                onFailure.accept(connected.cause());
            }
        });
    }
}
