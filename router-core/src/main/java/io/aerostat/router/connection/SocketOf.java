package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Finds the connection to which a channel belongs: an HTTP/2 stream is a channel on the channel of its connection. */
public final class SocketOf {
    private SocketOf() {}

    /** Returns the connection's channel if the given channel is a stream; otherwise returns the given channel. */
    public static Channel channel(Channel channel) {
        return isStream(channel) ? channel.parent() : channel;
    }

    /** Checks whether a channel is a stream of an HTTP/2 connection. */
    public static boolean isStream(Channel channel) {
        return channel instanceof Http2StreamChannel;
    }

    /** Returns the TLS handler of the connection, if the connection is encrypted. */
    public static Optional<SslHandler> tls(Channel channel) {
        return Optional.ofNullable(channel(channel).pipeline().get(SslHandler.class));
    }
}
