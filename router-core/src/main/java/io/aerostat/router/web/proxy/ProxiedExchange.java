package io.aerostat.router.web.proxy;

import io.aerostat.router.web.exchange.BodyReceiver;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange with a client and its connection to the upstream. Each side reads only as fast as the other one writes.
 * Confined to the loop that both connections share.
 */
final class ProxiedExchange extends ChannelInboundHandlerAdapter implements BodyReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedExchange.class);

    private final Exchange exchange;
    private final HttpRequest request;
    private final boolean isWebSocket;
    private final Duration timeout;

    private @Nullable Channel upstream;
    private @Nullable ResponseBody body;
    private @Nullable Future<?> timer;
    private boolean ended;

    ProxiedExchange(Exchange exchange, HttpRequest request, boolean isWebSocket, Duration timeout) {
        this.exchange = exchange;
        this.request = request;
        this.isWebSocket = isWebSocket;
        this.timeout = timeout;
    }

    /** Installs the handlers of the new connection to the upstream. */
    void setUp(Channel channel) {
        upstream = channel;
        channel.pipeline().addLast(new HttpClientCodec(), this);
    }

    /** Called when the client has disconnected. */
    void abandon() {
        disconnect();
    }

    /** Answers the client, because the upstream does not. */
    void refuse(Response response, Throwable cause) {
        if (!ended) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(cause.getMessage()))
                    .log("a request cannot be passed on: {}", exchange.rawPath());
            fail(response);
        }
    }

    private void fail(Response response) {
        if (ended) {
            return;
        }
        disconnect();
        if (body == null) {
            exchange.respond(response);
        } else {
            body.abort();
        }
    }

    private void disconnect() {
        ended = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    /** Sets the time within which the upstream must send something, or accept a part of the request. */
    private void expectProgress() {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = exchange.loop().schedule(this::tooLate, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tooLate() {
        LOG.warn("the upstream does not answer in time: {}", exchange.rawPath());
        fail(Response.page(HttpResponseStatus.GATEWAY_TIMEOUT, "The upstream does not answer in time."));
    }

    // The request

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (ended) {
            context.close();
            return;
        }
        expectProgress();
        context.writeAndFlush(request, context.voidPromise());
        exchange.receive(this);
    }

    @Override
    public void piece(ByteBuf piece) {
        Channel channel = upstream;
        if (channel == null || ended) {
            piece.release();
            return;
        }
        expectProgress();
        channel.writeAndFlush(new DefaultHttpContent(piece), channel.voidPromise());
        if (!channel.isWritable()) {
            exchange.pauseBody();
        }
    }

    @Override
    public void end() {
        Channel channel = upstream;
        if (channel != null && !ended) {
            expectProgress();
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            expectProgress();
            exchange.resumeBody();
        }
    }

    // The response

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!ended && message instanceof HttpObject part) {
                accept(context, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void accept(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            LOG.warn("the upstream sends no valid HTTP response: {}", exchange.rawPath());
            fail(Response.page(HttpResponseStatus.BAD_GATEWAY, "The upstream sends no valid HTTP response."));
            return;
        }
        expectProgress();
        if (part instanceof HttpResponse response) {
            begin(context, response);
        }
        if (part instanceof HttpContent content && body != null) {
            pass(context, body, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS) && isWebSocket) {
            tunnel(context, response);
            return;
        }
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        HttpHeaders headers = ForwardedRequest.endToEnd(response.headers(), Set.of());
        Optional<ResponseBody> begun = exchange.begin(response.status(), headers);
        if (begun.isEmpty()) {
            disconnect();
            return;
        }
        body = begun.get();
        body.whenWritable(() -> readOn(context.channel()));
    }

    private void readOn(Channel channel) {
        if (!ended) {
            expectProgress();
            channel.config().setAutoRead(true);
        }
    }

    private void pass(ChannelHandlerContext context, ResponseBody client, HttpContent content) {
        client.write(content.content().retain());
        if (content instanceof LastHttpContent) {
            disconnect();
            client.end();
        } else if (!client.isWritable()) {
            if (timer != null) {
                timer.cancel(false); // The client has a deadline of its own.
            }
            context.channel().config().setAutoRead(false);
        }
    }

    private void tunnel(ChannelHandlerContext context, HttpResponse response) {
        ended = true;
        if (timer != null) {
            timer.cancel(false);
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nserver: Aerostat\r\n"
                + "connection: Upgrade\r\nupgrade: websocket\r\n");
        ForwardedRequest.endToEnd(response.headers(), Set.of("date", "server", "content-length"))
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n"));
        Channel server = context.channel();
        exchange.upgrade(head, () -> new Tunnel(server, timeout));
        server.pipeline().replace(this, null, new Tunnel(exchange.channel(), timeout));
        server.pipeline().remove(HttpClientCodec.class);
    }

    // The end of the connection

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(Response.page(HttpResponseStatus.BAD_GATEWAY, "The upstream has closed the connection."));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(Response.page(HttpResponseStatus.BAD_GATEWAY, "The connection to the upstream has failed."), cause);
        context.close();
    }
}
