package io.aerostat.router.web;

import io.aerostat.router.connection.Farewell;
import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.ExchangeConnection;
import io.aerostat.router.web.exchange.FileSlice;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.ResponseBody;
import io.aerostat.router.websocket.LateRefusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers each exchange of one HTTP connection once, until an exchange ends it. Confined to the channel's loop. */
final class Responder implements ExchangeConnection {
    private final Channel channel;
    private final ResponseWriter writer;
    private final Deadline deadline;
    private final Runnable onLate;
    private final Runnable onReady;
    private final BooleanSupplier expectsRequests;
    private WebSite site;

    /** The exchange that is being served now. */
    private @Nullable Exchange current;
    /** The body that a service is sending in pieces. */
    private @Nullable StreamedBody streamed;
    /** Whether the client has been told to send the body of the current request. */
    private boolean continued;

    /** Whether the next request waits until the client has read enough of the responses. */
    private boolean congested;

    private boolean ending;

    /**
     * Creates the responder of a connection.
     *
     * @param onLate runs when a deadline of the connection has passed
     * @param onReady runs when the connection can take the next request, or the next piece of the current one
     * @param expectsRequests whether further requests can follow the current one
     */
    Responder(
            Channel channel,
            WebSite site,
            Deadline deadline,
            Runnable onLate,
            Runnable onReady,
            BooleanSupplier expectsRequests) {
        this.channel = channel;
        this.writer = new ResponseWriter(channel);
        this.site = site;
        this.deadline = deadline;
        this.onLate = onLate;
        this.onReady = onReady;
        this.expectsRequests = expectsRequests;
    }

    /** Returns the site that serves the current request. */
    WebSite site() {
        return site;
    }

    /** Sets the site that serves the next request. */
    void serveBy(WebSite next) {
        site = next;
    }

    @Nullable
    Exchange current() {
        return current;
    }

    /** Checks whether the connection accepts no further request. */
    boolean isEnding() {
        return ending;
    }

    /** Checks whether the next request must wait until the client has read enough of the responses. */
    boolean isCongested() {
        return congested;
    }

    void begin(Exchange exchange) {
        current = exchange;
        if (exchange.hasWholeBody()) {
            stopReading();
        } else {
            expectRequest();
        }
    }

    /** Limits the time until the next part of a request arrives. */
    void expectRequest() {
        expectWithin(site.options().requestTimeout());
    }

    private void expectWithin(Duration time) {
        deadline.set(time, onLate);
    }

    private void stopReading() {
        deadline.clear();
        if (!InputEnd.isDistinct(channel)) {
            channel.config().setAutoRead(false);
        }
    }

    void sendContinue() {
        writer.writeContinue();
    }

    /** Answers a malformed request and ends the connection, because the start of the next request is unknown. */
    void refuse(Response response) {
        ending = true;
        deadline.clear();
        writer.writeLast(site, response, isOverTls());
        Farewell.end(channel);
    }

    /** Ends an exchange whose request does not arrive completely. */
    void giveUp(Exchange exchange, HttpResponseStatus status, String text) {
        boolean hasBegun = streamed != null;
        current = null;
        exchange.abandoned();
        if (hasBegun) {
            ending = true;
            channel.close();
        } else {
            refuse(Response.page(status, text));
        }
    }

    /** Called when the connection has ended. */
    void ended() {
        Exchange abandoned = current;
        current = null;
        ending = true;
        deadline.clear();
        if (abandoned != null) {
            abandoned.abandoned();
        }
    }

    /** Ends the connection in an orderly way. */
    void end() {
        ending = true;
        deadline.clear();
        Farewell.end(channel, site.options().clientTimeout());
    }

    /** Called when the client has read enough for the next part of a response to be written. */
    void writable() {
        StreamedBody body = streamed;
        if (body != null && channel.isWritable()) {
            body.writable();
        }
        if (congested && channel.isWritable()) {
            congested = false;
            expectNext();
        }
    }

    /** Called when a piece of the body of the current request has arrived. */
    void received(boolean isLast) {
        if (isLast) {
            stopReading();
        } else {
            expectRequest();
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public RequestSource source(HttpRequest request) {
        return RequestSource.of(channel, request.headers(), site.options().trustedProxies());
    }

    @Override
    public void bodyWanted(Exchange exchange) {
        if (current != exchange || ending || exchange.hasWholeBody()) {
            return;
        }
        if (HttpUtil.is100ContinueExpected(exchange.request()) && !continued) {
            continued = true;
            sendContinue();
        }
        expectRequest();
        channel.config().setAutoRead(true);
        channel.eventLoop().execute(onReady);
    }

    @Override
    public void bodyPaused(Exchange exchange) {
        if (current == exchange && !ending) {
            deadline.clear();
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void respond(Exchange exchange, Response response) {
        if (current != exchange || ending) {
            return; // The client has disconnected.
        }
        Optional<HttpHeaders> acceptance = LateRefusal.acceptance(exchange.request());
        if (acceptance.isPresent()) {
            site.responded(exchange, response.status());
            boolean overTls = isOverTls();
            current = null;
            ending = true;
            deadline.clear();
            writer.refuseUpgraded(site, acceptance.get(), response.status(), overTls);
            return;
        }
        FullHttpResponse full = ResponseWriter.full(exchange, response);
        boolean keepAlive = prepare(exchange, full, response.body().length);
        channel.writeAndFlush(full, channel.voidPromise());
        finish(exchange, response.status(), keepAlive);
    }

    @Override
    public void respond(Exchange exchange, HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
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

    @Override
    public Optional<ResponseBody> begin(Exchange exchange, HttpResponse head) {
        if (current != exchange || ending) {
            return Optional.empty();
        }
        boolean keepAlive = keepsAlive(exchange, head);
        site.responseHeaders().completeStreamed(head, exchange.request(), keepAlive, isOverTls());
        // Flush the head now, because the first piece of the body may come much later.
        channel.writeAndFlush(head, channel.voidPromise());
        StreamedBody body = new StreamedBody(
                channel,
                !exchange.isHead(),
                () -> expectWithin(site.options().clientTimeout()),
                deadline::clear,
                () -> finish(exchange, head.status(), keepAlive && HttpUtil.isKeepAlive(head)));
        streamed = body;
        return Optional.of(body);
    }

    @Override
    public void upgrade(Exchange exchange, StringBuilder responseHead, Supplier<? extends ChannelHandler> handler) {
        writer.writeUpgrade(site, responseHead, isOverTls());
        site.responded(exchange, HttpResponseStatus.SWITCHING_PROTOCOLS);
        ending = true;
        channel.pipeline().replace(HttpConnection.class, null, handler.get());
        // The handler gets the bytes that the client has sent after its request.
        channel.pipeline().remove(HttpServerCodec.class);
        channel.config().setAutoRead(true);
    }

    /** Completes the head of a response. Returns whether the connection accepts further requests. */
    private boolean prepare(Exchange exchange, HttpResponse response, long length) {
        boolean keepAlive = keepsAlive(exchange, response);
        site.responseHeaders().complete(response, exchange.request(), length, keepAlive, isOverTls());
        return keepAlive;
    }

    private boolean keepsAlive(Exchange exchange, HttpResponse response) {
        return exchange.keepsAlive(response) && exchange.hasWholeBody() && expectsRequests.getAsBoolean();
    }

    /** Checks whether the current request uses TLS or, without a request, the connection (RFC 6797 §7.2). */
    private boolean isOverTls() {
        return current == null ? Peers.usesTls(channel) : current.source().isEncrypted();
    }

    private void finish(Exchange exchange, HttpResponseStatus status, boolean keepAlive) {
        site.responded(exchange, status);
        current = null;
        streamed = null;
        continued = false;
        if (!keepAlive) {
            end();
            return;
        }
        // A client that sends requests but reads no response would otherwise fill the memory with responses.
        congested = !channel.isWritable();
        expectNext();
    }

    /** Limits the time until the next request, including the time in which a congested client reads its responses. */
    private void expectNext() {
        expectWithin(site.options().clientTimeout());
        readOn();
        if (!congested) {
            onReady.run();
        }
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
}
