package io.aerostat.router.web;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Adds the headers that every response has. All connections of a site share this object; any thread. */
final class ResponseHeaders {
    private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";

    private final WebSite site;
    private volatile Timestamp timestamp = new Timestamp(-1, "");

    ResponseHeaders(WebSite site) {
        this.site = site;
    }

    /**
     * Adds the headers that the response to {@code request} needs.
     *
     * @param keepAlive whether the connection accepts further requests
     */
    void complete(HttpResponse response, HttpRequest request, long length, boolean keepAlive, boolean encrypted) {
        HttpHeaders headers = response.headers();
        complete(headers, length, encrypted);
        if (response.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            // RFC 9110 §8.6: in this response, Content-Length would have to be the length of the file.
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** Adds the headers that a response with a body in pieces needs; its length may be unknown. */
    void completeStreamed(HttpResponse response, HttpRequest request, boolean keepAlive, boolean encrypted) {
        HttpHeaders headers = response.headers();
        addCommon(headers, encrypted);
        int status = response.status().code();
        boolean hasNoBody = status == 204 || status == 304;
        boolean isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !hasNoBody && !isOld) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (!keepAlive || isOld) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /** Adds the headers that every response with a body needs, whatever the request. */
    void complete(HttpHeaders headers, long length, boolean encrypted) {
        addCommon(headers, encrypted);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        headers.set("X-Content-Type-Options", "nosniff");
    }

    /** Adds the headers that every response needs, including one that ends HTTP on the connection. */
    void addCommon(HttpHeaders headers, boolean encrypted) {
        if (!headers.contains(HttpHeaderNames.SERVER)) {
            headers.set(HttpHeaderNames.SERVER, "Aerostat");
        }
        headers.set(HttpHeaderNames.DATE, date());
        if (encrypted) {
            site.strictTransportSecurity().ifPresent(value -> headers.set(STRICT_TRANSPORT_SECURITY, value));
        }
    }

    /** Completes the head of an upgrade response that already has a {@code Server} header, and returns its bytes. */
    byte[] complete(StringBuilder head, boolean encrypted) {
        head.append("date: ").append(date()).append("\r\n");
        if (encrypted) {
            site.strictTransportSecurity()
                    .ifPresent(value -> head.append(STRICT_TRANSPORT_SECURITY)
                            .append(": ")
                            .append(value)
                            .append("\r\n"));
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String date() {
        long second = System.currentTimeMillis() / 1000;
        Timestamp latest = timestamp;
        if (latest.second != second) {
            latest = new Timestamp(second, DateFormatter.format(new Date(second * 1000)));
            timestamp = latest;
        }
        return latest.text;
    }

    /** The value of the {@code Date} header for one second. */
    private record Timestamp(long second, String text) {}
}
