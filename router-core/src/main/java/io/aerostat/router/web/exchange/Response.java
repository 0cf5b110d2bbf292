package io.aerostat.router.web.exchange;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** A response whose whole body is in memory. */
public record Response(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
    public static final String HTML = "text/html; charset=utf-8";

    public static Response empty(HttpResponseStatus status) {
        return new Response(status, new DefaultHttpHeaders(), new byte[0]);
    }

    public static Response of(HttpResponseStatus status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response of(HttpResponseStatus status, String contentType, byte[] body) {
        Response response = new Response(status, new DefaultHttpHeaders(), body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        return response;
    }

    /** Returns a page that explains the status. */
    public static Response page(HttpResponseStatus status, String text) {
        return of(
                status,
                HTML,
                Pages.page(status.code() + " " + status.reasonPhrase(), "<p>" + Pages.escape(text) + "</p>"));
    }

    /**
     * Tells the client to retry later, and closes the connection. On this connection, a retry would be refused again,
     * because the connection keeps its place in the queue of newcomers.
     */
    public Response withRetryAfter(int seconds) {
        return with(HttpHeaderNames.RETRY_AFTER, seconds).with(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    public static Response notFound(Exchange exchange) {
        return page(HttpResponseStatus.NOT_FOUND, "There is nothing at " + exchange.rawPath() + " here.");
    }

    public static Response methodNotAllowed(String allowed) {
        return page(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed here: " + allowed)
                .with(HttpHeaderNames.ALLOW, allowed);
    }

    /** Returns the response to OPTIONS. */
    public static Response options(String allowed) {
        return empty(HttpResponseStatus.NO_CONTENT).with(HttpHeaderNames.ALLOW, allowed);
    }

    public Response with(CharSequence name, Object value) {
        headers.set(name, value);
        return this;
    }
}
