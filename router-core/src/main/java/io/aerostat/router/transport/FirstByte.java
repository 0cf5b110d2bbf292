package io.aerostat.router.transport;

import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.router.connection.InputEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells RawSocket from HTTP by the first byte of a connection, which must arrive in time (RAW-12). On the channel's
 * loop.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
    private final ConnectionSetup setup;
    private final Duration timeout;
    private @Nullable Future<?> deadline;

    FirstByte(ConnectionSetup setup, Duration timeout) {
        this.setup = setup;
        this.timeout = timeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> context.close(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!in.isReadable()) {
            in.release();
            return;
        }
        if (in.getByte(in.readerIndex()) == RawSocketHandshake.MAGIC) {
            setup.speakRawSocket(context.pipeline());
        } else {
            setup.speakHttp(context.pipeline());
        }
        context.fireChannelRead(in);
        context.pipeline().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isMeantBy(event)) {
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
