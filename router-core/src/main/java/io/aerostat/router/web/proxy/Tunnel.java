package io.aerostat.router.web.proxy;

import io.aerostat.router.connection.Farewell;
import io.aerostat.router.connection.InputEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * One direction of a forwarded WebSocket connection: writes the bytes of this connection to the other connection.
 * Reading pauses while the other peer does not read. Both connections use one loop.
 */
final class Tunnel extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final Duration patience;

    /**
     * Creates the direction to the other connection.
     *
     * @param patience how long the peer of the other connection may take to read the last bytes
     */
    Tunnel(Channel other, Duration patience) {
        this.other = other;
        this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message); // the empty content of the response that began the tunnel
            return;
        }
        other.writeAndFlush(bytes, other.voidPromise());
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            other.config().setAutoRead(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (other.isActive()) {
            Farewell.end(other, patience);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event)) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
