package io.aerostat.router.web;

import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.RequestSource;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One request, and the one answer it gets. On the loop of its connection. */
final class Exchange {
    private final HttpConnection connection;
    private final HttpRequest request;
    private final RequestPath path;
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

    /** Where the request comes from. */
    RequestSource source() {
        return connection.source(request);
    }

    /** Whether the client has identified itself by a certificate. */
    boolean hasClientCertificate() {
        SslHandler tls = connection.channel().pipeline().get(SslHandler.class);
        if (tls == null || !asksForCertificate(tls.engine())) {
            return false; // Without the costly exception.
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

    /** Whether it only asks for something. */
    boolean isGetOrHead() {
        return request.method().equals(HttpMethod.GET) || isHead();
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** Whether it asks for the methods that there are. */
    boolean isOptions() {
        return request.method().equals(HttpMethod.OPTIONS);
    }

    /** Whether it asks what the server as a whole understands. */
    boolean asksAboutServer() {
        return isOptions() && (rawPath().equals("/") || rawPath().equals("*"));
    }

    /** The path as it was sent, without the query. */
    String rawPath() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The query with its question mark, or nothing. */
    String rawQuery() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query);
    }

    /** What of the path no route has matched yet. */
    List<String> remaining() {
        return path.segments().subList(matched, path.segments().size());
    }

    /** A route has matched the next segment. */
    void match() {
        matched++;
    }

    boolean isFolder() {
        return path.isFolder();
    }

    /** What the request brought along, for services that take it. */
    byte[] body() {
        return body;
    }

    void complete(byte[] body) {
        this.body = body;
    }

    /** Run on the loop if the client goes away before it is answered. */
    void whenAbandoned(Runnable task) {
        onAbandoned = task;
        // Only a connection that is read tells that its client is gone.
        connection.channel().config().setAutoRead(true);
    }

    void abandoned() {
        if (onAbandoned != null) {
            onAbandoned.run();
        }
    }

    /**
     * Run on the loop if the client sends nothing more before it is answered: it may still wait for the answer, or be
     * gone.
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

    /** Answers with a part of an open file, which is closed in the end. */
    void respond(HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        connection.respond(this, status, headers, slice);
    }

    /** Leaves HTTP: the connection becomes a link. */
    void upgrade(HttpHeaders headers, Supplier<ChannelLink> link) {
        connection.upgrade(this, headers, link);
    }
}
