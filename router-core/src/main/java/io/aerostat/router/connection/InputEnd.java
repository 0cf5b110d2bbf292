package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * Recognizes that a peer has ended its direction of the connection by closing its stream or its TLS session. The peer
 * may still read.
 */
public final class InputEnd {
    private InputEnd() {}

    /**
     * Checks whether a channel reports the end of the peer's direction separately from the end of the connection. A
     * stream of HTTP/2 does. A Unix domain socket does not: Netty closes the whole socket after reading the end of the
     * peer's direction, so reading must pause until everything is written.
     */
    public static boolean isDistinct(Channel channel) {
        return channel.config() instanceof SocketChannelConfig || SocketOf.isStream(channel);
    }

    /** Checks whether a user event of a channel reports that the peer has ended its direction. */
    public static boolean isReportedBy(Object event) {
        return event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent;
    }
}
