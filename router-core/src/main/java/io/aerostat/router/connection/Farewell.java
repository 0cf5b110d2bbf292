package io.aerostat.router.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection that has not become a link, so that the peer gets the last thing that was written: a close while octets of the peer are
 * still on their way would reset the connection. On the channel's loop.
 */
public final class Farewell {
    private static final long LINGER_MILLIS = 1_000;

    private Farewell() {}

    /** Ends the connection once everything written has left; what the peer still sends is discarded. */
    public static void end(Channel channel) {
        if (channel.pipeline().get(Discard.class) == null) {
            ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
            Discard discard = new Discard();
            if (tls == null) {
                channel.pipeline().addFirst(discard);
            } else {
                channel.pipeline().addAfter(tls.name(), null, discard);
            }
        }
        channel.config().setAutoRead(true);
        Future<?> deadline =
                channel.eventLoop().schedule((Runnable) channel::close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        channel.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel.pipeline().get(SslHandler.class) == null && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            } else {
                channel.close();
            }
        });
    }

    private static final class Discard extends ChannelInboundHandlerAdapter implements ChannelHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
