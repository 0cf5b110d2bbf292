package io.aerostat.router.web.exchange;

import io.aerostat.router.connection.RequestSource;
import io.aerostat.router.connection.SocketOf;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One request and its response. Confined to the loop of its connection. */
public final class Exchange {
    private final ExchangeConnection connection;
    private final HttpRequest request;
    private final RequestPath path;
    private @Nullable RequestSource source;
    private int matched;
    private byte[] body = new byte[0];
    private String service = "none";
    private @Nullable Runnable onAbandoned;
    private @Nullable Runnable onInputEnd;
    private @Nullable BodyReceiver receiver;
    private boolean bodyPaused;
    private boolean bodyComplete = true;

    public Exchange(ExchangeConnection connection, HttpRequest request, RequestPath path) {
        this.connection = connection;
        this.request = request;
        this.path = path;
    }

    public HttpRequest request() {
        return request;
    }

    /** Returns the kind of the service that serves the request; {@code none} if there is no service at its path. */
    public String service() {
        return service;
    }

    public void servedBy(String kind) {
        service = kind;
    }

    public HttpHeaders headers() {
        return request.headers();
    }

    public EventExecutor loop() {
        return connection.channel().eventLoop();
    }

    public Channel channel() {
        return connection.channel();
    }

    public RequestSource source() {
        RequestSource known = source;
        if (known == null) {
            known = connection.source(request);
            source = known;
        }
        return known;
    }

    /** Checks whether the client has presented a TLS certificate. */
    public boolean hasClientCertificate() {
        SSLEngine engine =
                SocketOf.tls(connection.channel()).map(SslHandler::engine).orElse(null);
        if (engine == null || !asksForCertificate(engine)) {
            return false; // This check avoids the costly exception.
        }
        try {
            return engine.getSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static boolean asksForCertificate(SSLEngine engine) {
        return engine.getNeedClientAuth() || engine.getWantClientAuth();
    }

    public boolean isGetOrHead() {
        return request.method().equals(HttpMethod.GET) || isHead();
    }

    public boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    public boolean isOptions() {
        return request.method().equals(HttpMethod.OPTIONS);
    }

    /** Checks whether the request is about the server as a whole, not about a path. */
    public boolean asksAboutServer() {
        return isOptions() && (rawPath().equals("/") || rawPath().equals("*"));
    }

    /** Returns the protocol of the client, such as {@code HTTP/1.1}. */
    public String protocol() {
        return SocketOf.isStream(connection.channel())
                ? "HTTP/2.0"
                : request.protocolVersion().text();
    }

    /** Returns the path as the client has sent it, without the query. */
    public String rawPath() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Returns the query with its question mark; empty if there is none. */
    public String rawQuery() {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query);
    }

    /** Returns the segments of the path that no route has matched yet. */
    public List<String> remaining() {
        return path.segments().subList(matched, path.segments().size());
    }

    /** Returns the rest of the path that no route has matched yet, as the client has sent it; may be empty. */
    public String remainingRawPath() {
        String raw = rawPath();
        int at = 0;
        if (!raw.startsWith("/")) {
            int host = raw.indexOf("://");
            at = host < 0 ? -1 : raw.indexOf('/', host + 3);
        }
        for (int left = matched; left > 0 && at >= 0; left--) {
            while (at < raw.length() && raw.charAt(at) == '/') {
                at++;
            }
            at = raw.indexOf('/', at);
        }
        return at < 0 ? "" : raw.substring(at);
    }

    /** Called when a route has matched the next segment. */
    public void match() {
        matched++;
    }

    public boolean isFolder() {
        return path.isFolder();
    }

    /** Returns the body of the request, for services that accept a body. */
    public byte[] body() {
        return body;
    }

    public void complete(byte[] body) {
        this.body = body;
    }

    // A body that arrives in pieces

    /** Called before the request is served if its body has not arrived yet. */
    public void expectBody() {
        bodyComplete = false;
    }

    /** Checks whether the body has arrived completely. */
    public boolean hasWholeBody() {
        return bodyComplete;
    }

    /** Checks whether the service takes the next piece of the body now. */
    public boolean wantsBody() {
        return receiver != null && !bodyPaused && !bodyComplete;
    }

    /** Sets the receiver of the body. Called by a service whose {@link WebService#streamsBody} is true. */
    public void receive(BodyReceiver bodyReceiver) {
        if (bodyComplete) {
            bodyReceiver.end();
            return;
        }
        receiver = bodyReceiver;
        connection.bodyWanted(this);
    }

    /** Pauses the delivery of the body until {@link #resumeBody}. */
    public void pauseBody() {
        if (!bodyPaused && !bodyComplete) {
            bodyPaused = true;
            connection.bodyPaused(this);
        }
    }

    public void resumeBody() {
        if (bodyPaused) {
            bodyPaused = false;
            connection.bodyWanted(this);
        }
    }

    /**
     * Called when a piece of the body has arrived.
     *
     * @param piece the receiver releases it
     */
    public void receive(ByteBuf piece, boolean isLast) {
        BodyReceiver current = receiver;
        if (current == null) {
            piece.release();
            return;
        }
        // Set this field first: if the receiver pauses reading at the last piece, nothing else resumes reading.
        bodyComplete = isLast;
        current.piece(piece);
        if (isLast) {
            current.end();
        }
    }

    /** Sets a task to run on the loop if the client disconnects before the request is answered. */
    public void whenAbandoned(Runnable task) {
        onAbandoned = task;
        // The router notices the end of a connection only while it reads from that connection.
        connection.channel().config().setAutoRead(true);
    }

    public void abandoned() {
        if (onAbandoned != null) {
            onAbandoned.run();
        }
    }

    /**
     * Sets a task to run on the loop if the client stops sending before the request is answered. The client may still
     * be waiting for the answer, or may be gone.
     */
    public void whenInputEnds(Runnable task) {
        onInputEnd = task;
    }

    public void inputEnded() {
        if (onInputEnd != null) {
            onInputEnd.run();
        }
    }

    public void respond(Response response) {
        connection.respond(this, response);
    }

    /** Answers with a part of an open file, and then closes the file. */
    public void respond(HttpResponseStatus status, HttpHeaders headers, FileSlice slice) {
        connection.respond(this, status, headers, slice);
    }

    /**
     * Begins a response whose body follows in pieces. Without {@code Content-Length} in the head, the end of the body
     * is marked as the protocol of the client allows.
     *
     * @return empty if the client has disconnected
     */
    public Optional<ResponseBody> begin(HttpResponseStatus status, HttpHeaders headers) {
        return connection.begin(this, new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers));
    }

    /**
     * Turns the connection over to another handler, such as a link; after that, the connection no longer carries HTTP.
     *
     * @param responseHead the head of the response so far; this method adds the headers that every response has
     */
    public void upgrade(StringBuilder responseHead, Supplier<? extends ChannelHandler> handler) {
        connection.upgrade(this, responseHead, handler);
    }

    /** Checks whether both the request and this response keep the connection open. */
    public boolean keepsAlive(HttpResponse response) {
        return HttpUtil.isKeepAlive(request) && HttpUtil.isKeepAlive(response);
    }
}
