package io.aerostat.router.web;

import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.Farewell;
import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.websocket.LateRefusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 connection: one exchange after the other, each with a deadline, until one of them leaves HTTP or the connection ends. Stands behind
 * an {@link HttpServerCodec}. On the channel's loop.
 */
public final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("io.aerostat.router.web.access");

    /** What a client may send along with a request that takes nothing; it is discarded. */
    private static final int MAX_IGNORED_BODY = 64 * 1024;

    /** How many pieces of further requests may arrive during an exchange. */
    private static final int MAX_WAITING = 64;

    private final WebSite site;

    /** What has arrived behind a request that is still being answered. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    /** The exchange whose request is still arriving, and who will serve it. */
    private @Nullable Exchange arriving;

    private WebService service = WebService.NOT_FOUND;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private int bodySize;
    /** The exchange that is being served. */
    private @Nullable Exchange current;

    private boolean ending;
    private boolean draining;
    /** Whether the client sends nothing more; it may still read. */
    private boolean inputEnded;

    private @Nullable Future<?> deadline;

    public HttpConnection(WebSite site) {
        this.site = site;
    }

    Channel channel() {
        return context().channel();
    }

    RequestSource source(HttpRequest request) {
        return RequestSource.of(channel(), request.headers(), site.options().trustedProxies());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        expectWithin(site.options().requestTimeout());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelDeadline();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        drain();
        if (waiting.size() > MAX_WAITING) {
            // Whoever sends on and on without waiting for answers waits now.
            context.channel().config().setAutoRead(false);
        }
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (current == null && !ending && !waiting.isEmpty()) {
                Object message = waiting.remove();
                try {
                    accept(message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        } finally {
            draining = false;
        }
        endIfNothingFollows();
    }

    private void accept(Object message) {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        Exchange exchange = arriving;
        if (message instanceof HttpContent content && exchange != null) {
            ByteBuf piece = content.content();
            bodySize += piece.readableBytes();
            if (content.decoderResult().isFailure()) {
                refuse(HttpResponseStatus.BAD_REQUEST, "The body of the request is malformed.");
            } else if (bodySize > Math.max(MAX_IGNORED_BODY, service.maxBodySize())) {
                refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large.");
            } else {
                if (service.maxBodySize() > 0) {
                    body.writeBytes(ByteBufUtil.getBytes(piece));
                }
                if (content instanceof LastHttpContent) {
                    dispatch(exchange);
                }
            }
        }
    }

    private void begin(HttpRequest request) {
        expectWithin(site.options().requestTimeout());
        bodySize = 0;
        Optional<RequestPath> path = RequestPath.parse(request.uri());
        Exchange exchange = new Exchange(this, request, path.orElse(new RequestPath(List.of(), false)));
        arriving = exchange;
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            HttpResponseStatus status = cause instanceof TooLongHttpLineException
                    ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                    : cause instanceof TooLongHttpHeaderException
                            ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                            : HttpResponseStatus.BAD_REQUEST;
            refuse(status, "This is not HTTP as it is understood here.");
        } else if (request.protocolVersion().majorVersion() != 1) {
            refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP/1.1 is spoken here.");
        } else if (!hasHost(request)) {
            refuse(HttpResponseStatus.BAD_REQUEST, "The request names no host, or several.");
        } else {
            service = path.isPresent() ? site.route(exchange) : WebService.NOT_FOUND;
            if (HttpUtil.is100ContinueExpected(request)) {
                context()
                        .writeAndFlush(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        }
    }

    private static boolean hasHost(HttpRequest request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    private void dispatch(Exchange exchange) {
        arriving = null;
        cancelDeadline();
        exchange.complete(body.toByteArray());
        body.reset();
        current = exchange;
        if (!InputEnd.isTold(channel())) {
            channel().config().setAutoRead(false);
        }
        service.serve(exchange);
    }

    /** Answers what cannot be understood, and ends: where the next request would begin is not certain. */
    private void refuse(HttpResponseStatus status, String text) {
        arriving = null;
        ending = true;
        cancelDeadline();
        Response response = Response.page(status, text);
        FullHttpResponse full =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(response.body()));
        complete(full.headers().set(response.headers()), response.body().length);
        full.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context().write(full, context().voidPromise());
        Farewell.end(channel());
    }

    // Answers

    void respond(Exchange exchange, Response response) {
        if (current != exchange || ending) {
            return; // The client is gone.
        }
        Optional<HttpHeaders> acceptance = LateRefusal.acceptance(exchange.request());
        if (acceptance.isPresent()) {
            refuseUpgraded(exchange, acceptance.get(), response.status());
            return;
        }
        byte[] body = exchange.isHead() ? new byte[0] : response.body();
        FullHttpResponse full =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status(), Unpooled.wrappedBuffer(body));
        full.headers().set(response.headers());
        boolean keepAlive = prepare(exchange, full, response.body().length);
        context().writeAndFlush(full, context().voidPromise());
        finish(exchange, response.status(), keepAlive);
    }

    void respond(Exchange exchange, HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        if (current != exchange || ending) {
            close(slice);
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        head.headers().set(headers);
        boolean keepAlive = prepare(exchange, head, slice.length());
        context().write(head, context().voidPromise());
        if (exchange.isHead()) {
            close(slice);
            context()
                    .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context().voidPromise());
            finish(exchange, status, keepAlive);
        } else {
            send(exchange, status, slice, keepAlive);
        }
    }

    /** Reads a piece on the executor and writes it here, and the next one when the client has taken it. */
    private void send(Exchange exchange, HttpResponseStatus status, FileSlice slice, boolean keepAlive) {
        if (slice.isExhausted()) {
            close(slice);
            context()
                    .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context().voidPromise());
            finish(exchange, status, keepAlive);
            return;
        }
        expectWithin(site.options().clientTimeout());
        try {
            site.files().execute(() -> {
                byte[] piece;
                try {
                    piece = slice.read();
                } catch (IOException e) {
                    LOG.warn("cannot read a file that is being sent: {}", exchange.rawPath(), e);
                    close(slice);
                    channel().close();
                    return;
                }
                exchange.loop()
                        .execute(() -> context()
                                .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
                                .addListener(written -> {
                                    if (written.isSuccess()) {
                                        send(exchange, status, slice, keepAlive);
                                    } else {
                                        close(slice);
                                        channel().close();
                                    }
                                }));
            });
        } catch (RejectedExecutionException e) {
            close(slice);
            channel().close();
        }
    }

    void upgrade(Exchange exchange, HttpHeaders headers, Supplier<ChannelLink> link) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers().set(headers);
        addCommon(response.headers());
        context().writeAndFlush(response, context().voidPromise());
        log(exchange, HttpResponseStatus.SWITCHING_PROTOCOLS);
        ending = true;
        Channel channel = channel();
        channel.pipeline().replace(this, null, link.get());
        // What the client has already sent behind its request goes to the link.
        channel.pipeline().remove(HttpServerCodec.class);
        channel.config().setAutoRead(true);
    }

    /** Refuses a client that would not notice a response of HTTP. */
    private void refuseUpgraded(Exchange exchange, HttpHeaders headers, HttpResponseStatus status) {
        FullHttpResponse accepted = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        accepted.headers().set(headers);
        addCommon(accepted.headers());
        context().write(accepted, context().voidPromise());
        log(exchange, status);
        current = null;
        ending = true;
        cancelDeadline();
        Channel channel = channel();
        channel.pipeline().remove(HttpServerCodec.class);
        ByteBuf close = context().alloc().ioBuffer();
        LateRefusal.writeClose(close, status);
        context().write(close, context().voidPromise());
        Farewell.end(channel);
    }

    /** Adds what every answer has; tells whether the connection goes on. */
    private boolean prepare(Exchange exchange, HttpResponse response, long length) {
        complete(response.headers(), length);
        if (response.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            // It would be that of the file (RFC 9110 §8.6).
            response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        boolean keepAlive = HttpUtil.isKeepAlive(exchange.request()) && !(inputEnded && waiting.isEmpty());
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (exchange.request().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return keepAlive;
    }

    private void complete(HttpHeaders headers, long length) {
        addCommon(headers);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        headers.set("X-Content-Type-Options", "nosniff");
    }

    private void addCommon(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.SERVER)) {
            headers.set(HttpHeaderNames.SERVER, "Aerostat");
        }
        headers.set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
        if (isOverTls()) {
            site.strictTransportSecurity().ifPresent(value -> headers.set("Strict-Transport-Security", value));
        }
    }

    /** RFC 6797 §7.2; of a request that is refused before it was read, only the connection is known. */
    private boolean isOverTls() {
        return current == null
                ? context().pipeline().get(SslHandler.class) != null
                : current.source().isEncrypted();
    }

    private void finish(Exchange exchange, HttpResponseStatus status, boolean keepAlive) {
        log(exchange, status);
        current = null;
        if (!keepAlive) {
            ending = true;
            cancelDeadline();
            Farewell.end(channel(), site.options().clientTimeout());
            return;
        }
        expectWithin(site.options().clientTimeout());
        readOn();
        drain();
    }

    private void readOn() {
        if (InputEnd.isTold(channel())) {
            channel().config().setAutoRead(true);
        } else {
            context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (current == null) {
                    channel().config().setAutoRead(true);
                }
            });
        }
    }

    /** After the last request of a client that sends nothing more, everything has been said. */
    private void endIfNothingFollows() {
        if (!inputEnded || ending || current != null) {
            return;
        }
        if (arriving != null) {
            refuse(HttpResponseStatus.BAD_REQUEST, "The request ended too early.");
        } else {
            ending = true;
            cancelDeadline();
            Farewell.end(channel(), site.options().clientTimeout());
        }
    }

    private void log(Exchange exchange, HttpResponseStatus status) {
        if (site.options().accessLog()) {
            ACCESS.info(
                    "{} \"{} {} {}\" {}",
                    exchange.source().peer(),
                    exchange.request().method(),
                    printable(exchange.request().uri()),
                    exchange.request().protocolVersion(),
                    status.code());
        }
    }

    private static String printable(String uri) {
        return uri.replaceAll("[^!-~]", "?").replace('"', '?');
    }

    private static void close(FileSlice slice) {
        try {
            slice.close();
        } catch (IOException e) {
            LOG.debug("cannot close a file", e);
        }
    }

    // Deadlines and the end

    private void expectWithin(Duration time) {
        cancelDeadline();
        deadline = context().executor().schedule(this::tooLate, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void tooLate() {
        if (arriving != null) {
            refuse(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
        } else {
            channel().close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isMeantBy(event)) {
            inputEnded = true;
            Exchange exchange = current;
            if (exchange != null) {
                exchange.inputEnded();
            }
            endIfNothingFollows();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange abandoned = current;
        current = null;
        ending = true;
        cancelDeadline();
        if (abandoned != null) {
            abandoned.abandoned();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (LostConnection.isMeantBy(cause)) {
            LOG.debug("HTTP connection lost: {}", context.channel().remoteAddress(), cause);
        } else {
            LOG.error("a bug ends an HTTP connection: {}", context.channel().remoteAddress(), cause);
        }
        context.close();
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a channel yet");
        }
        return context;
    }
}
