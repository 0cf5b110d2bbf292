package io.aerostat.router.websocket;

import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.bridge.BridgedProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the bytes of a bridged protocol in binary frames of WebSocket, whose boundaries have no meaning: a frame may
 * hold a part of a packet, or several packets. Confined to the loop of the channel.
 */
final class WebSocketBytes extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketBytes.class);

    /** The smallest value of the frame size limit, for clients that may send only small packets. */
    private static final int SMALLEST_LIMIT = 64 * 1024;

    /** The time for a client to read the close frame and the bytes before it. */
    private static final int CLOSE_SECONDS = 5;

    private final int maxFrameSize;
    private final EarlyBytes early;
    private final BridgedProtocol protocol;
    private final BridgedConnection connection;
    private boolean closing;
    private @Nullable PongWebSocketFrame owed; // the pong for the latest ping; null if no pong waits

    /**
     * Creates the handler of an upgraded connection.
     *
     * @param maxFrameSize the largest accepted size of a frame, in bytes
     * @param early limits the bytes that arrive before the session is established
     */
    WebSocketBytes(int maxFrameSize, EarlyBytes early, BridgedProtocol protocol, BridgedConnection connection) {
        this.maxFrameSize = Math.max(SMALLEST_LIMIT, maxFrameSize);
        this.early = early;
        this.protocol = protocol;
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addBefore(context.name(), null, early);
        pipeline.addBefore(
                context.name(),
                null,
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .maxFramePayloadLength(maxFrameSize)
                        .withUTF8Validator(false) // there are no text frames
                        .build()));
        pipeline.addBefore(context.name(), null, new WebSocket13FrameEncoder(false));
        protocol.install(pipeline, connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame) {
            context.fireChannelRead(((ByteBufHolder) message).content());
        } else if (message instanceof PingWebSocketFrame ping) {
            dropPong();
            owed = new PongWebSocketFrame(ping.content());
            sendPong(context);
        } else if (message instanceof CloseWebSocketFrame close) {
            beginToClose(context);
            context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        } else {
            ReferenceCountUtil.release(message); // a pong, or the end of the request that began the connection
            if (message instanceof TextWebSocketFrame) {
                end(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, context.newPromise());
            }
        }
    }

    /**
     * Sends the outstanding pong. If earlier bytes wait for the client, keeps the pong, so that pongs do not fill the
     * memory.
     */
    private void sendPong(ChannelHandlerContext context) {
        PongWebSocketFrame pong = owed;
        if (pong != null && !closing && context.channel().isWritable()) {
            owed = null;
            context.writeAndFlush(pong, context.voidPromise());
        }
    }

    private void dropPong() {
        if (owed != null) {
            owed.release();
            owed = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        sendPong(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dropPong();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean carries = message instanceof ByteBuf bytes && bytes.isReadable();
        context.write(carries ? new BinaryWebSocketFrame((ByteBuf) message) : message, promise);
    }

    /** Sends a close frame, and then closes the connection. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (closing || !context.channel().isActive()) {
            context.close(promise);
        } else {
            end(context, WebSocketCloseStatus.NORMAL_CLOSURE, promise);
        }
    }

    private void end(ChannelHandlerContext context, WebSocketCloseStatus status, ChannelPromise promise) {
        beginToClose(context);
        context.writeAndFlush(new CloseWebSocketFrame(status)).addListener(written -> context.close(promise));
    }

    /** Ignores all further frames, and closes the connection after a limited time, even if the client reads nothing. */
    private void beginToClose(ChannelHandlerContext context) {
        closing = true;
        Future<?> latest = context.executor().schedule((Runnable) context::close, CLOSE_SECONDS, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(closed -> latest.cancel(false));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedFrameException) {
            // The decoder has sent a close frame, and closes the connection.
            LOG.debug("found a broken frame of WebSocket: {}", context.channel().remoteAddress(), cause);
            beginToClose(context);
        } else {
            context.fireExceptionCaught(cause);
        }
    }
}
