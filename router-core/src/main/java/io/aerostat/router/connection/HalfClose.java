package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Recognizes channels of which one direction can end while the other goes on. */
final class HalfClose {
    private HalfClose() {}

    /**
     * Returns the channel if its output can end alone, so that the peer reads everything that was written: closing both
     * directions while bytes of the peer are on their way would reset the connection. Empty for TLS, and if the peer
     * has ended its own direction already.
     */
    static Optional<DuplexChannel> ofOutput(Channel channel) {
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        return !tls && channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()
                ? Optional.of(duplex)
                : Optional.empty();
    }
}
