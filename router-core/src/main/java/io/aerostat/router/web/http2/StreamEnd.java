package io.aerostat.router.web.http2;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;

/**
 * Resets a stream if the response is complete before the request is, so that the client stops sending (RFC 9113 §8.1).
 * Confined to the loop of the stream.
 */
final class StreamEnd extends ChannelDuplexHandler {
    private boolean requestEnded;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        requestEnded |= isLast(message);
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!isLast(message) || requestEnded) {
            context.write(message, promise);
            return;
        }
        context.write(message, promise.unvoid()).addListener(written -> {
            if (!requestEnded) {
                context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
            }
        });
    }

    private static boolean isLast(Object message) {
        return message instanceof Http2DataFrame data && data.isEndStream()
                || message instanceof Http2HeadersFrame headers && headers.isEndStream();
    }
}
