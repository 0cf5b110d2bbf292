package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Finds channels in which one direction can end while the other stays open. */
final class HalfClose {
    private HalfClose() {}

    /**
     * Returns the channel if its output can end while its input stays open. The peer can then read everything that was
     * written; closing both directions could reset the connection while bytes from the peer arrive. Returns nothing for
     * TLS, or if the peer has already ended its direction.
     */
    static Optional<DuplexChannel> ofOutput(Channel channel) {
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        return !tls && channel instanceof DuplexChannel duplex && !duplex.isInputShutdown()
                ? Optional.of(duplex)
                : Optional.empty();
    }
}
