package io.aerostat.router.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection that has not become a link. The peer can still read everything that was written; closing the
 * connection at once could reset it while bytes from the peer arrive. Used on the channel's loop.
 */
public final class Farewell {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private Farewell() {}

    /** Ends the connection once the last few bytes have been sent. Discards all further input from the peer. */
    public static void end(Channel channel) {
        end(channel, LINGER);
    }

    /**
     * Ends the connection once all queued bytes have been sent. Discards all further input from the peer.
     *
     * @param patience how long the peer may take to read the queued bytes
     */
    public static void end(Channel channel, Duration patience) {
        if (SocketOf.isStream(channel)) {
            endStream(channel, patience);
            return;
        }
        if (channel.pipeline().get(Discard.class) == null) {
            ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
            Discard discard = new Discard();
            if (tls == null) {
                channel.pipeline().addFirst(discard);
            } else {
                channel.pipeline().addAfter(tls.name(), null, discard);
            }
        }
        if (InputEnd.isDistinct(channel)) {
            channel.config().setAutoRead(true);
        }
        Future<?> writing = closeAfter(patience, channel);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            writing.cancel(false);
            channel.config().setAutoRead(true);
            HalfClose.ofOutput(channel)
                    .ifPresentOrElse(
                            duplex -> {
                                closeAfter(LINGER, channel);
                                duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                            },
                            channel::close);
        });
    }

    /** Ends a stream of HTTP/2, which closes itself when both sides have sent their last frames. */
    private static void endStream(Channel stream, Duration patience) {
        if (stream.pipeline().get(Discard.class) == null) {
            stream.pipeline().addLast(new Discard());
        }
        closeAfter(patience, stream);
        stream.config().setAutoRead(true);
        stream.flush();
    }

    private static Future<?> closeAfter(Duration time, Channel channel) {
        Future<?> deadline =
                channel.eventLoop().schedule((Runnable) channel::close, time.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        return deadline;
    }

    private static final class Discard extends ChannelInboundHandlerAdapter implements ChannelHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            boolean bothEnded = context.channel() instanceof DuplexChannel duplex && duplex.isOutputShutdown();
            if (InputEnd.isReportedBy(event) && bothEnded) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
