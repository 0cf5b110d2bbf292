package io.aerostat.router.transport;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.rawsocket.RawSocketHandshaker;
import io.aerostat.router.rawsocket.RawSocketTransport;
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

/** Puts the handlers of a new connection into place. Shared by the loops. */
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
    private final Optional<RawSocketTransport> rawSocket;
    private final @Nullable WebSite site;
    private final AdmissionControl admission;
    private final ChannelGroup connections;
    private final int maxConnections;
    private final Semaphore placesOfRefused = new Semaphore(TooManyConnections.MAX_WAITING);

    ConnectionSetup(
            Listener listener, Optional<ReloadingTls> tls, ListenerEnvironment environment, ChannelGroup connections) {
        Protocol protocol = listener.protocol();
        this.maxConnections = listener.maxConnections();
        this.tls = tls;
        this.admission = environment.admission();
        this.connections = connections;
        if (protocol instanceof Protocol.RawSocket only) {
            this.rawSocket = Optional.of(only.transport());
            this.site = null;
        } else if (protocol instanceof Protocol.Web only) {
            this.rawSocket = Optional.empty();
            this.site = new WebSite(only.transport(), admission, environment.files());
        } else if (protocol instanceof Protocol.Universal both) {
            this.rawSocket = both.rawSocket();
            this.site = both.web()
                    .map(web -> new WebSite(web, admission, environment.files()))
                    .orElse(null);
        } else {
            throw new IllegalArgumentException("no handlers for " + protocol);
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
            pipeline.addLast(new FirstOctet(this, rawSocket.get().handshakeTimeout()));
        } else if (rawSocket.isPresent()) {
            speakRawSocket(pipeline);
        } else {
            speakHttp(pipeline);
        }
    }

    void speakRawSocket(ChannelPipeline pipeline) {
        pipeline.addLast(new RawSocketHandshaker(rawSocket.orElseThrow(), admission));
    }

    void speakHttp(ChannelPipeline pipeline) {
        if (site == null) {
            throw new IllegalStateException("HTTP is not spoken here");
        }
        pipeline.addLast(new HttpServerCodec(HTTP));
        pipeline.addLast(new HttpConnection(pipeline.channel(), site));
    }
}
