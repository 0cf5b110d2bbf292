package io.aerostat.router.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the bytes that a client sends before its session is established, because the decoder of frames keeps the bytes
 * of an incomplete frame. Confined to the loop of the channel.
 */
final class EarlyBytes extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyBytes.class);
    private static final long MOST = 256 * 1024;

    private long received;
    private boolean ended;

    /** Called when the session is established. After this call, only the frame size limit applies. */
    void end() {
        ended = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!ended && message instanceof ByteBuf bytes) {
            received += bytes.readableBytes();
            if (received > MOST) {
                ReferenceCountUtil.release(message);
                LOG.debug(
                        "found more than {} bytes before a session: {}",
                        MOST,
                        context.channel().remoteAddress());
                context.close();
                return;
            }
        }
        context.fireChannelRead(message);
    }
}
