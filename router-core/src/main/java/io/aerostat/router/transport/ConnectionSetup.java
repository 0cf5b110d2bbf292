package io.aerostat.router.transport;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.rawsocket.RawSocketHandshaker;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.web.HttpConnection;
import io.aerostat.router.web.WebSite;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
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
            .setMaxHeaderSize(32 * 1024)
            .setAllowDuplicateContentLengths(false)
            .setValidateHeaders(true);

    private final Optional<ReloadingTls> tls;
    private final Optional<RawSocketPart> rawSocket;
    private final @Nullable WebSite site;
    private final ListenerEnvironment environment;
    private final ChannelGroup connections;
    private final int maxConnections;
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
        this.tls = tls;
        this.environment = environment;
        this.connections = connections;
        Optional<RawSocketPart> spoken = before == null ? Optional.empty() : before.rawSocket;
        this.rawSocket = listener.transport().rawSocket().map(options -> rawSocket(options, spoken));
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
        Optional<ReloadingTls> tls =
                options.isPresent() ? Optional.of(new ReloadingTls(options.get())) : Optional.empty();
        return new ConnectionSetup(listener, tls, environment, connections, null);
    }

    private static Optional<ServerTlsOptions> tls(Listener listener) {
        return listener.endpoint() instanceof ListeningEndpoint.Tcp tcp ? tcp.tls() : Optional.empty();
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
                : tls.isPresent() && tls.get().options().equals(wanted.get())
                        ? tls
                        : Optional.of(new ReloadingTls(wanted.get()));
        next.filter(same -> tls.isPresent() && tls.get() == same).ifPresent(ReloadingTls::check);
        return new ConnectionSetup(listener, next, environment, connections, this);
    }

    /** The RawSocket part of this listener's transport. */
    private record RawSocketPart(
            Transport.RawSocket options,
            ServiceAcceptor acceptor,
            @Nullable ServiceAcceptor rules) {
        RawSocketHandshaker handshaker(AdmissionControl admission, Deadline deadline) {
            return new RawSocketHandshaker(options, acceptor, admission, deadline);
        }
    }

    private RawSocketPart rawSocket(Transport.RawSocket options, Optional<RawSocketPart> old) {
        if (old.isPresent() && old.get().options().equals(options)) {
            return new RawSocketPart(options, old.get().acceptor(), null);
        }
        ServiceAcceptor prepared = environment.acceptors().create(options.access(), Optional.empty());
        return old.isPresent()
                ? new RawSocketPart(options, old.get().acceptor(), prepared)
                : new RawSocketPart(options, prepared, null);
    }

    /** Called when this setup has replaced another one. Its rules then also apply to open connections. */
    void begin(ConnectionSetup before) {
        rawSocket.ifPresent(part -> {
            if (part.rules() != null) {
                part.acceptor().become(part.rules());
            }
        });
        if (before.rawSocket.isPresent() && rawSocket.isEmpty()) {
            before.rawSocket.get().acceptor().retire();
        }
        if (site != null) {
            site.begin();
            sites.set(site);
        } else if (before.site != null) {
            before.site.retire();
        }
    }

    void retire() {
        rawSocket.ifPresent(part -> part.acceptor().retire());
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
                    rawSocket.isPresent() && site == null, tls.isPresent(), maxConnections, placesOfRefused));
            return;
        }
        pipeline.addLast(new Newcomer());
        tls.ifPresent(current -> {
            var handler = current.context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(TLS_HANDSHAKE_MILLIS);
            handler.setCloseNotifyFlushTimeoutMillis(TLS_FAREWELL_MILLIS);
            pipeline.addLast(new NoRenegotiation(handler), handler);
        });
        Deadline deadline = new Deadline(channel.eventLoop());
        if (rawSocket.isPresent() && site != null) {
            pipeline.addLast(new FirstByte(this, rawSocket.get().options().handshakeTimeout(), deadline));
        } else if (rawSocket.isPresent()) {
            speakRawSocket(pipeline, deadline);
        } else {
            speakHttp(pipeline, deadline);
        }
    }

    void speakRawSocket(ChannelPipeline pipeline, Deadline deadline) {
        pipeline.addLast(rawSocket.orElseThrow().handshaker(environment.admission(), deadline));
    }

    void speakHttp(ChannelPipeline pipeline, Deadline deadline) {
        if (site == null) {
            throw new IllegalStateException("this listener does not speak HTTP");
        }
        pipeline.addLast(new HttpServerCodec(HTTP));
        pipeline.addLast(new HttpConnection(pipeline.channel(), () -> Objects.requireNonNull(sites.get()), deadline));
    }
}
