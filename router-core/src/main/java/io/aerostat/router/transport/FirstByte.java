package io.aerostat.router.transport;

import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.time.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Distinguishes RawSocket, HTTP and a bridged protocol by the first byte of a connection, which must arrive in time
 * (RAW-12). Confined to the channel's loop.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
    private final ConnectionSetup setup;
    private final Duration timeout;
    private final Deadline deadline;

    /**
     * Creates the handler.
     *
     * @param deadline the deadline of the handshake, which the next handler takes over
     */
    FirstByte(ConnectionSetup setup, Duration timeout, Deadline deadline) {
        this.setup = setup;
        this.timeout = timeout;
        this.deadline = deadline;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline.set(timeout, context::close);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!in.isReadable()) {
            in.release();
            return;
        }
        if (!setup.speak(in.getByte(in.readerIndex()), context.pipeline(), deadline)) {
            in.release();
            context.close(); // a client of an unknown protocol gets no answer
            return;
        }
        context.fireChannelRead(in);
        context.pipeline().remove(this);
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
