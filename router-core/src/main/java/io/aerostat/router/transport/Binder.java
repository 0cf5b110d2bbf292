package io.aerostat.router.transport;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.BindException;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.TlsException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Binds listeners to their endpoints. Any thread. */
public final class Binder {
    /** How often to check whether a certificate file has been replaced. */
    private static final Duration TLS_CHECK = Duration.ofSeconds(2);

    private Binder() {}

    /**
     * Opens a listener. The stage fails with {@link BindException} if the endpoint is not available, and with
     * {@link TlsException} if a certificate or key cannot be used.
     */
    public static CompletionStage<BoundListener> open(Listener listener, ListenerEnvironment environment) {
        CompletableFuture<OpenListener> opened = new CompletableFuture<>();
        try {
            environment.files().execute(() -> {
                try {
                    open(listener, environment, opened);
                } catch (TlsException | RuntimeException | Error e) {
                    opened.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            opened.completeExceptionally(e);
        }
        return opened.thenApply(bound -> bound);
    }

    /**
     * Checks certificates and keys without listening. Blocks.
     *
     * @throws TlsException if one of them cannot be used
     */
    public static void check(ServerTlsOptions options) throws TlsException {
        TlsContexts.server(options, false);
    }

    private static void open(Listener listener, ListenerEnvironment environment, CompletableFuture<OpenListener> opened)
            throws TlsException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ListenerSetup setup = new ListenerSetup(listener, environment, connections);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(environment.loops())
                .option(ChannelOption.SO_BACKLOG, listener.endpoint().backlog())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, SharedReadSize.INSTANCE)
                .childHandler(setup);
        listener.endpoint().accept(new Opening(bootstrap, listener, setup, environment, connections, opened));
    }

    /** A listener that is being bound to its endpoint. */
    private record Opening(
            ServerBootstrap bootstrap,
            Listener listener,
            ListenerSetup setup,
            ListenerEnvironment environment,
            ChannelGroup connections,
            CompletableFuture<OpenListener> opened)
            implements ListeningEndpoint.Visitor<CompletableFuture<OpenListener>> {
        @Override
        public CompletableFuture<OpenListener> tcp(ListeningEndpoint.Tcp tcp) {
            bootstrap
                    .channel(SocketIo.tcp(environment.loops()))
                    .option(ChannelOption.SO_REUSEADDR, true)
                    // A client that sends no more may still be waiting for the answer.
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            TcpKeepalive.configure(bootstrap);
            if (tcp.shared()) {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
            opened.thenAccept(bound -> bound.every(TLS_CHECK, environment.files(), setup::checkTls));
            bind(tcp, tcp.firstPort());
            return opened;
        }

        @Override
        public CompletableFuture<OpenListener> unix(ListeningEndpoint.Unix unix) {
            try {
                removeStale(unix);
            } catch (BindException e) {
                opened.completeExceptionally(e);
                return opened;
            }
            SocketAddress address = UnixDomainSocketAddress.of(unix.path());
            bootstrap
                    .channel(SocketIo.unix(environment.loops()))
                    .bind(address)
                    .addListener((ChannelFuture bound) -> complete(bound));
            return opened;
        }

        /** Tries to bind each port in turn, up to the last port of the endpoint. */
        private void bind(ListeningEndpoint.Tcp endpoint, int port) {
            InetSocketAddress address = new InetSocketAddress(endpoint.host(), port);
            if (address.isUnresolved()) {
                opened.completeExceptionally(new BindException(endpoint, "found no interface of that name"));
                return;
            }
            bootstrap.bind(address).addListener((ChannelFuture bound) -> {
                if (!bound.isSuccess() && port < endpoint.lastPort()) {
                    bind(endpoint, port + 1);
                } else {
                    complete(bound);
                }
            });
        }

        private void complete(ChannelFuture bound) {
            if (bound.isSuccess()) {
                bound.channel().pipeline().addLast(new AcceptFailures(listener.name()));
                opened.complete(new OpenListener(listener, bound.channel(), connections, setup, environment.files()));
            } else {
                Throwable cause = bound.cause();
                opened.completeExceptionally(
                        new BindException(listener.endpoint(), String.valueOf(cause.getMessage()), cause));
            }
        }
    }

    /** Removes a socket file if no process listens on it. Leaves any other file unchanged. */
    private static void removeStale(ListeningEndpoint.Unix endpoint) throws BindException {
        Path path = endpoint.path();
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isOther()) {
                throw new BindException(endpoint, "found a file (expected nothing, or a socket left behind)");
            }
            if (isAlive(path)) {
                throw new BindException(endpoint, "another process is listening there");
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new BindException(endpoint, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isAlive(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false; // No process listens: a dead process has left the socket file behind.
        }
    }
}
