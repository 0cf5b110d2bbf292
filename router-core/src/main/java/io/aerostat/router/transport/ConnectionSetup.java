package io.aerostat.router.transport;

import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.connection.SocketBridge;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.rawsocket.RawSocketHandshaker;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.web.HttpConnection;
import io.aerostat.router.web.WebSite;
import io.aerostat.router.web.http2.Http2Preface;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Installs the handlers of each new connection of a listener. Created when the listener opens and whenever it changes;
 * creation may block. Shared by the loops.
 */
final class ConnectionSetup {
    private static final long TLS_HANDSHAKE_MILLIS = 10_000;
    private static final long TLS_FAREWELL_MILLIS = 1_000;

    private static final HttpDecoderConfig HTTP = new HttpDecoderConfig()
            .setMaxInitialLineLength(8192)
            .setMaxHeaderSize(HttpConnection.MAX_HEADERS)
            .setAllowDuplicateContentLengths(false)
            .setValidateHeaders(true);

    private final Optional<ReloadingTls> tls;
    private final Optional<Service<Transport.RawSocket>> rawSocket;
    private final Optional<Service<Transport.Bridged>> bridged;
    private final @Nullable WebSite site;
    private final ListenerEnvironment environment;
    private final ChannelGroup connections;
    private final int maxConnections;
    private final Addresses proxyProtocol;
    private final Semaphore placesOfRefused = new Semaphore(TooManyConnections.MAX_WAITING);

    /**
     * The site that serves open HTTP connections. A change replaces the site; all setups of the listener share this
     * reference.
     */
    private final AtomicReference<@Nullable WebSite> sites;

    private ConnectionSetup(
            Listener listener,
            Optional<ReloadingTls> tls,
            ListenerEnvironment environment,
            ChannelGroup connections,
            @Nullable ConnectionSetup before) {
        this.maxConnections = listener.maxConnections();
        this.proxyProtocol = listener.proxyProtocol();
        this.tls = tls;
        this.environment = environment;
        this.connections = connections;
        Optional<Service<Transport.RawSocket>> spoken = before == null ? Optional.empty() : before.rawSocket;
        this.rawSocket =
                listener.transport().rawSocket().map(options -> Service.of(options, spoken, environment.acceptors()));
        Optional<Service<Transport.Bridged>> bridgedBefore = before == null ? Optional.empty() : before.bridged;
        this.bridged = listener.transport()
                .bridged()
                .map(options -> Service.of(options, bridgedBefore, environment.acceptors()));
        Optional<Transport.Web> web = listener.transport().web();
        WebSite old = before == null ? null : before.site;
        this.site = web.isEmpty()
                ? null
                : old == null ? new WebSite(web.get(), environment) : old.changed(web.get(), environment);
        this.sites = before == null ? new AtomicReference<>(site) : before.sites;
    }

    /** Makes the setup of a new listener. Blocks. */
    static ConnectionSetup of(Listener listener, ListenerEnvironment environment, ChannelGroup connections)
            throws TlsException {
        Optional<ServerTlsOptions> options = tls(listener);
        Optional<ReloadingTls> tls = options.isPresent()
                ? Optional.of(new ReloadingTls(options.get(), speaksHttp2(listener)))
                : Optional.empty();
        return new ConnectionSetup(listener, tls, environment, connections, null);
    }

    private static Optional<ServerTlsOptions> tls(Listener listener) {
        return listener.endpoint() instanceof ListeningEndpoint.Tcp tcp ? tcp.tls() : Optional.empty();
    }

    private static boolean speaksHttp2(Listener listener) {
        return listener.transport().web().map(web -> web.options().http2()).orElse(false);
    }

    /**
     * Creates the setup of the changed listener, which takes effect with {@link #begin}. Blocks.
     *
     * @throws TlsException if a certificate or key cannot be used
     */
    ConnectionSetup changed(Listener listener) throws TlsException {
        Optional<ServerTlsOptions> wanted = tls(listener);
        Optional<ReloadingTls> next = wanted.isEmpty()
                ? Optional.empty()
                : tls.isPresent() && tls.get().serves(wanted.get(), speaksHttp2(listener))
                        ? tls
                        : Optional.of(new ReloadingTls(wanted.get(), speaksHttp2(listener)));
        next.filter(same -> tls.isPresent() && tls.get() == same).ifPresent(ReloadingTls::check);
        return new ConnectionSetup(listener, next, environment, connections, this);
    }

    /**
     * Called when this setup has replaced another setup. The rules of this setup then also apply to open connections.
     */
    void begin(ConnectionSetup before) {
        Service.begin(rawSocket, before.rawSocket);
        Service.begin(bridged, before.bridged);
        if (site != null) {
            site.begin();
            sites.set(site);
        } else if (before.site != null) {
            before.site.retire();
        }
    }

    void retire() {
        rawSocket.ifPresent(Service::retire);
        bridged.ifPresent(Service::retire);
        if (site != null) {
            site.retire();
        }
    }

    void checkTls() {
        tls.ifPresent(ReloadingTls::check);
    }

    void install(Channel channel) {
        connections.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (connections.size() > maxConnections) {
            pipeline.addLast(new TooManyConnections(
                    rawSocket.isPresent() && site == null,
                    bridged.isPresent() && site == null,
                    tls.isPresent(),
                    maxConnections,
                    placesOfRefused));
            return;
        }
        pipeline.addLast(new Newcomer());
        ProxyHeader.expect(channel, proxyProtocol);
        tls.ifPresent(current -> {
            var handler = current.context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(TLS_HANDSHAKE_MILLIS);
            handler.setCloseNotifyFlushTimeoutMillis(TLS_FAREWELL_MILLIS);
            pipeline.addLast(new NoRenegotiation(handler), handler);
        });
        Deadline deadline = new Deadline(channel.eventLoop());
        int protocols = (rawSocket.isPresent() ? 1 : 0) + (bridged.isPresent() ? 1 : 0) + (site == null ? 0 : 1);
        if (protocols > 1) {
            pipeline.addLast(new FirstByte(this, handshakeTimeout(), deadline));
        } else if (rawSocket.isPresent()) {
            speakRawSocket(pipeline, deadline);
        } else if (bridged.isPresent()) {
            speakBridged(pipeline, deadline);
        } else {
            speakHttp(pipeline, deadline);
        }
    }

    private Duration handshakeTimeout() {
        return rawSocket
                .map(part -> part.options().handshakeTimeout())
                .or(() -> bridged.map(part -> part.options().handshakeTimeout()))
                .orElse(Transport.RawSocket.DEFAULT_HANDSHAKE_TIMEOUT);
    }

    /**
     * Installs the handlers of the protocol that begins with a byte.
     *
     * @return false if this listener speaks no such protocol
     */
    boolean speak(byte first, ChannelPipeline pipeline, Deadline deadline) {
        if (rawSocket.isPresent() && first == RawSocketHandshake.MAGIC) {
            speakRawSocket(pipeline, deadline);
        } else if (bridged.isPresent() && bridged.get().options().protocol().beginsWith(first)) {
            speakBridged(pipeline, deadline);
        } else if (site != null) {
            speakHttp(pipeline, deadline);
        } else {
            return false;
        }
        return true;
    }

    private void speakBridged(ChannelPipeline pipeline, Deadline deadline) {
        deadline.cancel(); // The handlers of the protocol have a deadline of their own.
        Service<Transport.Bridged> part = bridged.orElseThrow();
        Channel channel = pipeline.channel();
        Transport.Bridged options = part.options();
        BridgedConnection connection = new SocketBridge(
                channel,
                options.connection(),
                options.handshakeTimeout(),
                part.acceptor(),
                environment,
                () -> Peers.describe(channel, options.protocol().name()),
                () -> {});
        options.protocol().install(pipeline, connection);
    }

    void speakRawSocket(ChannelPipeline pipeline, Deadline deadline) {
        Service<Transport.RawSocket> part = rawSocket.orElseThrow();
        pipeline.addLast(new RawSocketHandshaker(part.options(), part.acceptor(), environment.admission(), deadline));
    }

    void speakHttp(ChannelPipeline pipeline, Deadline deadline) {
        if (site == null) {
            throw new IllegalStateException("this listener does not speak HTTP");
        }
        Supplier<WebSite> present = () -> Objects.requireNonNull(sites.get());
        if (site.options().http2()) {
            pipeline.addLast(new Http2Preface(present));
        }
        pipeline.addLast(new HttpServerCodec(HTTP));
        pipeline.addLast(new HttpConnection(pipeline.channel(), present, deadline));
    }
}
