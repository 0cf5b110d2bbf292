package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** Recognizes that a peer sends nothing more, though it may still read: the end of its stream, or of its TLS records. */
public final class InputEnd {
    private InputEnd() {}

    /**
     * Whether a channel tells the end of what the peer sends from the end of the connection. Netty does not for Unix domain sockets: they are closed
     * as soon as that end is read, so that reading has to wait for what is still to be written.
     */
    public static boolean isTold(Channel channel) {
        return channel.config() instanceof SocketChannelConfig;
    }

    public static boolean isMeantBy(Object event) {
        return event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent;
    }
}
