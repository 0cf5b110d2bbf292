package io.aerostat.router.transport;

import io.aerostat.protocol.framing.RawSocketError;
import io.aerostat.protocol.framing.RawSocketHandshake;
import io.aerostat.router.connection.Farewell;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one connection too many that it is, and ends it. On the channel's loop. */
final class TooManyConnections extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TooManyConnections.class);

    private final boolean rawSocketOnly;
    private final boolean tls;
    private final int limit;

    /** @param tls nothing is said then: it would cost the very handshake that is to be saved */
    TooManyConnections(boolean rawSocketOnly, boolean tls, int limit) {
        this.limit = limit;
        this.rawSocketOnly = rawSocketOnly;
        this.tls = tls;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        LOG.debug("one connection too many: {}", context.channel().remoteAddress());
        if (tls) {
            context.close();
            return;
        }
        ByteBuf words = context.alloc().ioBuffer(256);
        if (rawSocketOnly) {
            RawSocketHandshake.writeRefusal(RawSocketError.CONNECTION_LIMIT, words);
        } else {
            String reason = "connections: the limit of " + limit + " is reached\n";
            ByteBufUtil.writeAscii(
                    words,
                    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
                            + "Content-Type: text/plain\r\nContent-Length: " + reason.length() + "\r\n\r\n" + reason);
        }
        context.write(words, context.voidPromise());
        Farewell.end(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
