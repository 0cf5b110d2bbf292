package io.aerostat.router.web.proxy;

import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.listener.UpstreamService;
import io.aerostat.router.web.exchange.Exchange;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes the requests to an upstream from the requests of clients. Any thread. */
final class ForwardedRequest {
    /**
     * The largest number of proxies that a request may have passed; a larger number means that the proxies form a loop.
     */
    private static final int MAX_PROXIES = 10;

    /** Headers that concern one connection only (RFC 9110 §7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /**
     * Headers of the client that the upstream does not get. This proxy answers {@code Expect} itself, and drops or
     * replaces the other headers, so that a client cannot forge the origin of its request.
     */
    private static final Set<String> REPORTED = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-real-ip",
            "expect",
            "host");

    /** Headers without which the upstream could mistake a part of the body for another request. */
    private static final Set<String> INDISPENSABLE = Set.of("content-length", "transfer-encoding", "host");

    private static final String VIA = "1.1 aerostat";

    private final UpstreamService service;

    ForwardedRequest(UpstreamService service) {
        this.service = service;
    }

    static boolean isWebSocket(HttpRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** Checks whether {@code Connection} names a header that the upstream must get. */
    static boolean namesIndispensable(HttpRequest request) {
        return !Collections.disjoint(namedByConnection(request.headers()), INDISPENSABLE);
    }

    static boolean isLoop(HttpRequest request) {
        return request.headers().getAll(HttpHeaderNames.VIA).stream()
                        .mapToInt(via -> via.split(",", -1).length)
                        .sum()
                >= MAX_PROXIES;
    }

    /** Returns the head of the request to the upstream. */
    HttpRequest of(Exchange exchange, boolean isWebSocket) {
        RequestSource source = exchange.source();
        HttpHeaders headers = endToEnd(exchange.headers(), REPORTED);
        headers.set(
                HttpHeaderNames.HOST,
                service.upstream().host() + ":" + service.upstream().port());
        String client = address(source);
        headers.set("X-Forwarded-For", client);
        headers.set("X-Real-IP", client);
        headers.set("X-Forwarded-Host", source.host());
        headers.set("X-Forwarded-Proto", scheme(source));
        headers.set("X-Forwarded-Port", port(source));
        headers.add(HttpHeaderNames.VIA, VIA);
        if (isWebSocket) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        } else {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (!exchange.hasWholeBody() && HttpUtil.isTransferEncodingChunked(exchange.request())) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, exchange.request().method(), target(exchange), headers);
    }

    private String target(Exchange exchange) {
        if (service instanceof UpstreamService.WebSocketProxy) {
            return service.path().isEmpty() ? "/" : service.path();
        }
        String rest = exchange.remainingRawPath();
        String path = service.path();
        String joined = path.endsWith("/") ? path.substring(0, path.length() - 1) + rest : path + rest;
        return (joined.isEmpty() ? "/" : joined) + exchange.rawQuery();
    }

    /** Returns the headers that do not belong to one connection only (RFC 9110 §7.6.1). */
    static HttpHeaders endToEnd(HttpHeaders headers, Set<String> replaced) {
        Set<String> named = namedByConnection(headers);
        HttpHeaders kept = new DefaultHttpHeaders();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !named.contains(name) && !replaced.contains(name)) {
                kept.add(header.getKey(), header.getValue());
            }
        });
        return kept;
    }

    /** Returns the names in {@code Connection}, in lower case. */
    private static Set<String> namedByConnection(HttpHeaders headers) {
        Set<String> named = new HashSet<>();
        headers.getAll(HttpHeaderNames.CONNECTION)
                .forEach(value -> Arrays.stream(value.split(",", -1))
                        .forEach(name -> named.add(name.strip().toLowerCase(Locale.ROOT))));
        return named;
    }

    private static String address(RequestSource source) {
        return source.peer().startsWith("unix:") ? "unknown" : source.address();
    }

    private String scheme(RequestSource source) {
        String actual = source.isEncrypted() ? "https" : "http";
        return service instanceof UpstreamService.ReverseProxy proxy
                ? proxy.forwardedProto().orElse(actual)
                : actual;
    }

    private int port(RequestSource source) {
        String host = source.host();
        int colon = host.lastIndexOf(':');
        boolean hasPort =
                colon > host.lastIndexOf(']') && host.substring(colon + 1).matches("\\d{1,5}");
        int actual = hasPort ? Integer.parseInt(host.substring(colon + 1)) : source.isEncrypted() ? 443 : 80;
        return service instanceof UpstreamService.ReverseProxy proxy
                ? proxy.forwardedPort().orElse(actual)
                : actual;
    }
}
