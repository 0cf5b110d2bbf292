package io.aerostat.router.web;

import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.Farewell;
import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.websocket.LateRefusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
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
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 connection: one exchange after another, each with a deadline, until an exchange turns the connection into
 * a link or the connection ends. Follows an {@link HttpServerCodec} in the pipeline. On the channel's loop.
 */
public final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** The number of pieces of later requests that may arrive during an exchange before reading is paused. */
    private static final int MAX_WAITING = 64;

    private final Channel channel;
    private final Supplier<WebSite> sites;
    private final RequestAssembly assembly = new RequestAssembly();
    private WebSite site;

    /** The pieces that have arrived after a request that is still being answered. */
    private final Queue<Object> waiting = new ArrayDeque<>();
    /** The exchange that is being served now. */
    private @Nullable Exchange current;

    private boolean ending;
    private boolean draining;
    /** Whether the head of a request has arrived, but no deadline has been set for its body. */
    private boolean bodyExpected;
    /** Whether the client will send nothing more; the client may still read. */
    private boolean inputEnded;

    private final Deadline deadline;

    /** Takes over the deadline of the handshake; {@code sites} returns the site that serves the next request. */
    public HttpConnection(Channel channel, Supplier<WebSite> sites, Deadline deadline) {
        this.channel = channel;
        this.sites = sites;
        this.site = sites.get();
        this.deadline = deadline;
    }

    Channel channel() {
        return channel;
    }

    RequestSource source(HttpRequest request) {
        return RequestSource.of(channel, request.headers(), site.options().trustedProxies());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        expectWithin(site.options().requestTimeout());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        drain();
        if (waiting.size() > MAX_WAITING) {
            // A client that keeps sending requests without waiting for answers has to wait.
            channel.config().setAutoRead(false);
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
        if (bodyExpected && assembly.isUnderWay()) {
            bodyExpected = false;
            expectWithin(site.options().requestTimeout());
        }
        endIfNothingFollows();
    }

    private void accept(Object message) {
        if (message instanceof HttpRequest request) {
            site = sites.get();
            proceed(assembly.begin(this, site, request));
            bodyExpected = assembly.isUnderWay();
        }
        if (message instanceof HttpContent content) {
            proceed(assembly.add(content));
        }
    }

    private void proceed(RequestAssembly.Progress progress) {
        if (progress instanceof RequestAssembly.Progress.Complete complete) {
            deadline.clear();
            current = complete.exchange();
            if (!InputEnd.isDistinct(channel)) {
                channel.config().setAutoRead(false);
            }
            complete.service().serve(complete.exchange());
        } else if (progress instanceof RequestAssembly.Progress.Refused refused) {
            refuse(refused.status(), refused.text());
        } else if (progress instanceof RequestAssembly.Progress.AwaitsContinue) {
            channel.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    /** Answers a malformed request and ends the connection, because the start of the next request is unknown. */
    private void refuse(HttpResponseStatus status, String text) {
        assembly.drop();
        ending = true;
        deadline.clear();
        Response response = Response.page(status, text);
        FullHttpResponse full =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(response.body()));
        site.responseHeaders().complete(full.headers().set(response.headers()), response.body().length, isOverTls());
        full.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.write(full, channel.voidPromise());
        Farewell.end(channel);
    }

    // Responses

    void respond(Exchange exchange, Response response) {
        if (current != exchange || ending) {
            return; // The client has disconnected.
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
        channel.writeAndFlush(full, channel.voidPromise());
        finish(exchange, response.status(), keepAlive);
    }

    void respond(Exchange exchange, HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        if (current != exchange || ending) {
            FileSending.close(slice);
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        head.headers().set(headers);
        boolean keepAlive = prepare(exchange, head, slice.length());
        channel.write(head, channel.voidPromise());
        FileSending body = new FileSending(
                channel,
                site.files(),
                slice,
                exchange.rawPath(),
                () -> expectWithin(site.options().clientTimeout()),
                () -> finish(exchange, status, keepAlive));
        if (exchange.isHead()) {
            body.complete();
        } else {
            body.send();
        }
    }

    void upgrade(Exchange exchange, StringBuilder responseHead, Supplier<ChannelLink> link) {
        ByteBuf response = Unpooled.wrappedBuffer(site.responseHeaders().complete(responseHead, isOverTls()));
        // Bypass the codec: encoding this response there took longer than the rest of an upgrade.
        channel.pipeline().context(HttpServerCodec.class).writeAndFlush(response, channel.voidPromise());
        site.logAccess(exchange, HttpResponseStatus.SWITCHING_PROTOCOLS);
        ending = true;
        channel.pipeline().replace(this, null, link.get());
        // The link gets the bytes that the client has sent after its request.
        channel.pipeline().remove(HttpServerCodec.class);
        channel.config().setAutoRead(true);
    }

    /** Refuses a client that would ignore an HTTP response. */
    private void refuseUpgraded(Exchange exchange, HttpHeaders headers, HttpResponseStatus status) {
        channel.write(switchingProtocols(headers), channel.voidPromise());
        site.logAccess(exchange, status);
        current = null;
        ending = true;
        deadline.clear();
        channel.pipeline().remove(HttpServerCodec.class);
        ByteBuf close = channel.alloc().ioBuffer();
        LateRefusal.writeClose(close, status);
        channel.write(close, channel.voidPromise());
        Farewell.end(channel);
    }

    private FullHttpResponse switchingProtocols(HttpHeaders headers) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers().set(headers);
        site.responseHeaders().addCommon(response.headers(), isOverTls());
        return response;
    }

    /** Completes the head of a response. Returns whether the connection accepts further requests. */
    private boolean prepare(Exchange exchange, HttpResponse response, long length) {
        boolean keepAlive = exchange.keepsAlive(response) && !(inputEnded && waiting.isEmpty());
        site.responseHeaders().complete(response, exchange.request(), length, keepAlive, isOverTls());
        return keepAlive;
    }

    /** Checks whether the request, or without one the connection, came over TLS (RFC 6797 §7.2). */
    private boolean isOverTls() {
        return current == null
                ? channel.pipeline().get(SslHandler.class) != null
                : current.source().isEncrypted();
    }

    private void finish(Exchange exchange, HttpResponseStatus status, boolean keepAlive) {
        site.logAccess(exchange, status);
        current = null;
        if (!keepAlive) {
            ending = true;
            deadline.clear();
            Farewell.end(channel, site.options().clientTimeout());
            return;
        }
        expectWithin(site.options().clientTimeout());
        readOn();
        drain();
    }

    private void readOn() {
        if (InputEnd.isDistinct(channel)) {
            channel.config().setAutoRead(true);
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (current == null) {
                    channel.config().setAutoRead(true);
                }
            });
        }
    }

    /** Ends the connection if the client will send nothing more and all its requests are answered. */
    private void endIfNothingFollows() {
        if (!inputEnded || ending || current != null) {
            return;
        }
        if (assembly.isUnderWay()) {
            refuse(HttpResponseStatus.BAD_REQUEST, "The request ended too early.");
        } else {
            ending = true;
            deadline.clear();
            Farewell.end(channel, site.options().clientTimeout());
        }
    }

    // Deadlines, and the end of the connection

    private void expectWithin(Duration time) {
        deadline.set(time, this::tooLate);
    }

    private void tooLate() {
        if (assembly.isUnderWay()) {
            refuse(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
        } else {
            channel.close();
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
        deadline.clear();
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
}
