package io.aerostat.router.web;

import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.RequestSource;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One request and its response. On the loop of its connection. */
final class Exchange {
    private final HttpConnection connection;
    private final HttpRequest request;
    private final RequestPath path;
    private @Nullable RequestSource source;
    private int matched;
    private byte[] body = new byte[0];
    private @Nullable Runnable onAbandoned;
    private @Nullable Runnable onInputEnd;

    Exchange(HttpConnection connection, HttpRequest request, RequestPath path) {
        this.connection = connection;
        this.request = request;
        this.path = path;
    }

    HttpRequest request() {
        return request;
    }

    HttpHeaders headers() {
        return request.headers();
    }

    EventExecutor loop() {
        return connection.channel().eventLoop();
    }

    Channel channel() {
        return connection.channel();
    }

    /** Returns the source of the request. */
    RequestSource source() {
        RequestSource known = source;
        if (known == null) {
            known = connection.source(request);
            source = known;
        }
        return known;
    }

    /** Checks whether the client has presented a TLS certificate. */
    boolean hasClientCertificate() {
        SslHandler tls = connection.channel().pipeline().get(SslHandler.class);
        if (tls == null || !asksForCertificate(tls.engine())) {
            return false; // This check avoids the costly exception.
        }
        try {
            return tls.engine().getSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static boolean asksForCertificate(SSLEngine engine) {
        return engine.getNeedClientAuth() || engine.getWantClientAuth();
    }

    /** Checks whether the method is GET or HEAD. */
    boolean isGetOrHead() {
        return request.method().equals(HttpMethod.GET) || isHead();
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** Checks whether the method is OPTIONS. */
    boolean isOptions() {
        return request.method().equals(HttpMethod.OPTIONS);
    }

    /** Checks whether the request is about the server as a whole and not about a path. */
    boolean asksAboutServer() {
        return isOptions() && (rawPath().equals("/") || rawPath().equals("*"));
    }

    /** Returns the path as the client has sent it, without the query. */
    String rawPath() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Returns the query with its question mark; empty if there is none. */
    String rawQuery() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query);
    }

    /** Returns the segments of the path that no route has matched yet. */
    List<String> remaining() {
        return path.segments().subList(matched, path.segments().size());
    }

    /** Called when a route has matched the next segment. */
    void match() {
        matched++;
    }

    boolean isFolder() {
        return path.isFolder();
    }

    /** Returns the body of the request, for services that accept a body. */
    byte[] body() {
        return body;
    }

    void complete(byte[] body) {
        this.body = body;
    }

    /** Sets a task to run on the loop if the client disconnects before the request is answered. */
    void whenAbandoned(Runnable task) {
        onAbandoned = task;
        // The router notices the end of a connection only while it reads from that connection.
        connection.channel().config().setAutoRead(true);
    }

    void abandoned() {
        if (onAbandoned != null) {
            onAbandoned.run();
        }
    }

    /**
     * Sets a task to run on the loop if the client stops sending before the request is answered. Such a client may
     * still be waiting for the answer, or may be gone.
     */
    void whenInputEnds(Runnable task) {
        onInputEnd = task;
    }

    void inputEnded() {
        if (onInputEnd != null) {
            onInputEnd.run();
        }
    }

    void respond(Response response) {
        connection.respond(this, response);
    }

    /** Answers with a part of an open file, and then closes the file. */
    void respond(HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        connection.respond(this, status, headers, slice);
    }

    /**
     * Turns the connection into a link; from then on it no longer speaks HTTP.
     *
     * @param responseHead the head of the response so far; this method adds the headers that every response has
     */
    void upgrade(StringBuilder responseHead, Supplier<ChannelLink> link) {
        connection.upgrade(this, responseHead, link);
    }

    /** Checks whether both the request and this response keep the connection open. */
    boolean keepsAlive(HttpResponse response) {
        return HttpUtil.isKeepAlive(request) && HttpUtil.isKeepAlive(response);
    }
}
