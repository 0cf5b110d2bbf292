package io.aerostat.router.transport;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.rawsocket.RawSocketHandshaker;
import io.aerostat.router.web.HttpConnection;
import io.aerostat.router.web.WebSite;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Installs the handlers of each new connection of a listener. Made once for a listener, which may block; shared by the
 * loops.
 */
@Sharable
final class ConnectionSetup extends ChannelInitializer<Channel> {
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
    private final AdmissionControl admission;
    private final ChannelGroup connections;
    private final int maxConnections;
    private final Semaphore placesOfRefused = new Semaphore(TooManyConnections.MAX_WAITING);

    ConnectionSetup(
            Listener listener, Optional<ReloadingTls> tls, ListenerEnvironment environment, ChannelGroup connections) {
        this.maxConnections = listener.maxConnections();
        this.tls = tls;
        this.admission = environment.admission();
        this.connections = connections;
        this.rawSocket = listener.transport()
                .rawSocket()
                .map(options ->
                        new RawSocketPart(options, environment.acceptors().create(options.access(), Optional.empty())));
        this.site = listener.transport()
                .web()
                .map(web -> new WebSite(web, environment))
                .orElse(null);
    }

    /** RawSocket as this listener speaks it. */
    private record RawSocketPart(Transport.RawSocket options, LinkAcceptor acceptor) {
        RawSocketHandshaker handshaker(AdmissionControl admission) {
            return new RawSocketHandshaker(options, acceptor, admission);
        }
    }

    @Override
    protected void initChannel(Channel channel) {
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
        if (rawSocket.isPresent() && site != null) {
            pipeline.addLast(new FirstByte(this, rawSocket.get().options().handshakeTimeout()));
        } else if (rawSocket.isPresent()) {
            speakRawSocket(pipeline);
        } else {
            speakHttp(pipeline);
        }
    }

    void speakRawSocket(ChannelPipeline pipeline) {
        pipeline.addLast(rawSocket.orElseThrow().handshaker(admission));
    }

    void speakHttp(ChannelPipeline pipeline) {
        if (site == null) {
            throw new IllegalStateException("HTTP is not spoken here");
        }
        pipeline.addLast(new HttpServerCodec(HTTP));
        pipeline.addLast(new HttpConnection(pipeline.channel(), site));
    }
}
