package io.aerostat.client.connection;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.address.RouterUrl.Framing;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.framing.codec.RawSocketError;
import io.aerostat.protocol.framing.codec.RawSocketRefused;
import io.aerostat.protocol.payload.Serialization;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSocket and RawSocket connections over TCP, TLS and Unix domain sockets. Tries the addresses of a host one
 * after another. If a RawSocket router refuses a serialization, tries the next serialization. Any thread.
 */
public final class SocketConnector implements Connector {
    private final RouterUrl url;
    private final ConnectorOptions options;
    private final ClientRuntime runtime;
    private final Optional<ClientTls> tls;

    /** @throws IllegalArgumentException if the files of the TLS options cannot be used */
    public SocketConnector(RouterUrl url, ConnectorOptions options, ClientRuntime runtime) {
        this.url = url;
        this.options = options;
        this.runtime = runtime;
        this.tls = url.tls() ? Optional.of(ClientTls.create(options.tls(), runtime.executor())) : Optional.empty();
    }

    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        Attempt attempt = new Attempt(listener, opened);
        // Looking up a host name blocks, so it is not done on the event loop.
        runtime.executor().execute(attempt::begin);
        ScheduledFuture<?> timer = runtime.timer()
                .schedule(attempt::timedOut, options.openTimeout().toMillis(), TimeUnit.MILLISECONDS);
        opened.whenComplete((connection, failure) -> {
            timer.cancel(false);
            if (failure != null) {
                attempt.giveUp();
            }
        });
        return opened;
    }

    @Override
    public String toString() {
        return url.toString();
    }

    /** One call of {@link #open}: tries addresses and serializations until a connection opens. */
    private final class Attempt {
        private final ConnectionListener listener;
        private final CompletableFuture<Connection> opened;
        private volatile @Nullable Channel channel;

        Attempt(ConnectionListener listener, CompletableFuture<Connection> opened) {
            this.listener = listener;
            this.opened = opened;
        }

        void begin() {
            List<SocketAddress> addresses;
            try {
                addresses = Addresses.of(url, options);
            } catch (UnknownHostException e) {
                opened.completeExceptionally(new ConnectFailed(url + ": unknown host " + e.getMessage(), e));
                return;
            }
            connect(addresses, 0, 0);
        }

        private void connect(List<SocketAddress> addresses, int address, int serialization) {
            if (opened.isDone()) {
                return;
            }
            CompletableFuture<Connection> trial = new CompletableFuture<>();
            Bootstrap bootstrap = new Bootstrap()
                    .group(EventLoops.of(runtime))
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            Math.min(Integer.MAX_VALUE, options.openTimeout().toMillis()))
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel created) {
                            initialize(created, trial, serialization);
                        }
                    });
            if (addresses.get(address) instanceof UnixDomainSocketAddress) {
                bootstrap.channel(NioDomainSocketChannel.class);
            } else {
                bootstrap
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true);
            }
            ChannelFuture connecting = bootstrap.connect(addresses.get(address));
            channel = connecting.channel();
            connecting.addListener(connected -> {
                if (!connected.isSuccess() && address + 1 < addresses.size()) {
                    connect(addresses, address + 1, serialization);
                } else if (!connected.isSuccess()) {
                    opened.completeExceptionally(
                            new ConnectFailed(url + ": " + connected.cause().getMessage(), connected.cause()));
                }
            });
            trial.whenComplete((connection, failure) -> {
                if (failure == null) {
                    if (!opened.complete(connection)) {
                        connection.close();
                    }
                } else if (isSerializerRefused(failure)
                        && serialization + 1 < options.serializations().size()) {
                    connect(addresses, address, serialization + 1);
                } else {
                    opened.completeExceptionally(failure);
                }
            });
        }

        private void initialize(Channel created, CompletableFuture<Connection> trial, int serialization) {
            tls.ifPresent(context -> created.pipeline().addLast("tls", context.handler(created.alloc(), url)));
            created.pipeline()
                    .addLast(
                            "opening",
                            url.framing() == Framing.WEBSOCKET
                                    ? new WebSocketOpening(trial, url, options, listener)
                                    : new RawSocketOpening(trial, url, options, serializer(serialization), listener));
        }

        private Serialization serializer(int index) {
            return options.serializations().get(index);
        }

        void timedOut() {
            opened.completeExceptionally(new ConnectFailed(
                    url + ": no connection within " + options.openTimeout().toMillis() + " ms"));
        }

        void giveUp() {
            Channel present = channel;
            if (present != null) {
                present.close();
            }
        }
    }

    private static boolean isSerializerRefused(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof ConnectFailed
                && cause.getCause() instanceof RawSocketRefused refused
                && refused.error().isPresent()
                && refused.error().get() == RawSocketError.SERIALIZER_UNSUPPORTED;
    }
}
