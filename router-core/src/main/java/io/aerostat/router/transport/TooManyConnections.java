package io.aerostat.router.transport;

import io.aerostat.protocol.framing.codec.RawSocketError;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.router.connection.Farewell;
import io.aerostat.router.websocket.LateRefusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a connection beyond its listener's limit, in the protocol of the connection. Confined to the channel's loop.
 */
final class TooManyConnections extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TooManyConnections.class);

    /**
     * How long an HTTP client may take to begin its request. The router needs the request to choose the form of the
     * refusal.
     */
    private static final long PATIENCE_MILLIS = 500;

    /**
     * The largest number of connections per listener that wait for a request. Further connections are refused as soon
     * as they are accepted.
     */
    static final int MAX_WAITING = 128;

    private final boolean rawSocketOnly;
    private final boolean withoutAnswer;
    private final int limit;
    private final Semaphore places;
    private boolean told;
    private @Nullable Future<?> deadline;

    /**
     * @param rawSocket whether the listener speaks RawSocket, and no HTTP
     * @param bridged whether the listener speaks a bridged protocol, and no HTTP; if so, nothing is sent
     * @param tls whether the listener uses TLS; if so, nothing is sent, because a handshake would cost more than the
     *     refusal saves
     * @param places permits to wait for a request, shared by all connections of the listener
     */
    TooManyConnections(boolean rawSocket, boolean bridged, boolean tls, int limit, Semaphore places) {
        this.limit = limit;
        this.places = places;
        this.rawSocketOnly = rawSocket && !bridged;
        this.withoutAnswer = bridged || tls;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        LOG.debug("one connection too many: {}", context.channel().remoteAddress());
        if (withoutAnswer) {
            context.close();
        } else if (rawSocketOnly) {
            ByteBuf words = context.alloc().ioBuffer(RawSocketHandshake.LENGTH);
            RawSocketHandshake.writeRefusal(RawSocketError.CONNECTION_LIMIT, words);
            end(context, words);
        } else if (places.tryAcquire()) {
            deadline = context.executor().schedule(() -> refuse(context), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            refuse(context);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (told) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            refuse(context, request);
        } else if (message instanceof ByteBuf in && LateRefusal.mayBeNeeded(head(in))) {
            context.pipeline().addBefore(context.name(), null, new HttpServerCodec());
            context.pipeline().fireChannelRead(in);
        } else {
            ReferenceCountUtil.release(message);
            refuse(context);
        }
    }

    private static String head(ByteBuf in) {
        return in.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request) {
        Optional<HttpHeaders> acceptance = LateRefusal.acceptance(request);
        if (acceptance.isPresent()) {
            DefaultFullHttpResponse accepted =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
            accepted.headers().set(acceptance.get());
            context.write(accepted, context.voidPromise());
            ByteBuf close = context.alloc().ioBuffer();
            LateRefusal.writeClose(close, HttpResponseStatus.SERVICE_UNAVAILABLE);
            end(context, close);
        } else {
            refuse(context);
        }
    }

    private void refuse(ChannelHandlerContext context) {
        if (!told) {
            ByteBuf words = context.alloc().ioBuffer(256);
            String reason = "connections: the limit of " + limit + " is reached\n";
            ByteBufUtil.writeAscii(
                    words,
                    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
                            + "Content-Type: text/plain\r\nContent-Length: " + reason.length() + "\r\n\r\n" + reason);
            end(context, words);
        }
    }

    private void end(ChannelHandlerContext context, ByteBuf words) {
        told = true;
        stopWaiting();
        if (context.pipeline().get(HttpServerCodec.class) != null) {
            context.pipeline().remove(HttpServerCodec.class); // The answer is already encoded.
        }
        context.write(words, context.voidPromise());
        Farewell.end(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        told = true;
        stopWaiting();
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
            places.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
