package io.aerostat.router.web;

import io.aerostat.router.connection.Farewell;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.websocket.LateRefusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

/** Writes the responses of one connection to its channel. Confined to the channel's loop. */
final class ResponseWriter {
    private final Channel channel;

    ResponseWriter(Channel channel) {
        this.channel = channel;
    }

    void writeContinue() {
        channel.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    /** Writes the answer to a request after which the connection ends. */
    void writeLast(WebSite site, Response response, boolean overTls) {
        FullHttpResponse full = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, response.status(), Unpooled.wrappedBuffer(response.body()));
        site.responseHeaders().complete(full.headers().set(response.headers()), response.body().length, overTls);
        full.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.write(full, channel.voidPromise());
    }

    /** Returns a response with the body that the method of the request allows. */
    static FullHttpResponse full(Exchange exchange, Response response) {
        byte[] body = exchange.isHead() ? new byte[0] : response.body();
        FullHttpResponse full =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status(), Unpooled.wrappedBuffer(body));
        full.headers().set(response.headers());
        return full;
    }

    /** Writes the head of a response that ends HTTP on this connection. */
    void writeUpgrade(WebSite site, StringBuilder responseHead, boolean overTls) {
        ByteBuf response = Unpooled.wrappedBuffer(site.responseHeaders().complete(responseHead, overTls));
        // The response bypasses the codec: to encode it there took longer than all other work of an upgrade.
        ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
        codec.writeAndFlush(response, channel.voidPromise());
    }

    /** Refuses a client that would ignore an HTTP response, and ends the connection. */
    void refuseUpgraded(WebSite site, HttpHeaders acceptance, HttpResponseStatus status, boolean overTls) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers().set(acceptance);
        site.responseHeaders().addCommon(response.headers(), overTls);
        channel.write(response, channel.voidPromise());
        channel.pipeline().remove(HttpServerCodec.class);
        ByteBuf close = channel.alloc().ioBuffer();
        LateRefusal.writeClose(close, status);
        channel.write(close, channel.voidPromise());
        Farewell.end(channel);
    }
}
