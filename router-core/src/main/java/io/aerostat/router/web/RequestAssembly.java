package io.aerostat.router.web;

import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.ExchangeConnection;
import io.aerostat.router.web.exchange.RequestPath;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the requests of one HTTP connection from their heads and the pieces of their bodies. Confined to the loop
 * of the connection.
 */
final class RequestAssembly {
    /** The largest body, in bytes, that is accepted and discarded if a service expects none. */
    private static final int MAX_IGNORED_BODY = 64 * 1024;

    /** The state of a request after its head or a piece of its body has arrived. */
    sealed interface Progress {
        /** More of the request must arrive. */
        record Incomplete() implements Progress {}

        /** The client sends the body only after {@code 100 Continue}. */
        record AwaitsContinue() implements Progress {}

        /**
         * The request is complete, or its body goes to the service in pieces.
         *
         * @param service serves the request
         */
        record Complete(Exchange exchange, WebService service) implements Progress {}

        /** The request is malformed or not accepted. */
        record Refused(Response response) implements Progress {}
    }

    private static final Progress INCOMPLETE = new Progress.Incomplete();
    private static final Progress AWAITS_CONTINUE = new Progress.AwaitsContinue();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private int bodySize;
    private @Nullable Exchange arriving;
    private WebService service = WebService.NOT_FOUND;

    /** Checks whether the head of a request has arrived but its end has not. */
    boolean isUnderWay() {
        return arriving != null;
    }

    /** Discards the request that is arriving. */
    void drop() {
        arriving = null;
    }

    /** Begins a request with its head. */
    Progress begin(ExchangeConnection connection, WebSite site, HttpRequest request) {
        bodySize = 0;
        Optional<RequestPath> path = RequestPath.parse(request.uri());
        Exchange exchange = new Exchange(connection, request, path.orElse(new RequestPath(List.of(), false)));
        arriving = exchange;
        if (request.decoderResult().isFailure()) {
            return refused(status(request.decoderResult().cause()), "This is not a valid HTTP request.");
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return refused(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "Only HTTP/1.1 is supported here.");
        }
        if (!hasHost(request)) {
            return refused(HttpResponseStatus.BAD_REQUEST, "The request names no host, or several.");
        }
        if (RequestPath.hasFragment(request.uri())) {
            return refused(HttpResponseStatus.BAD_REQUEST, "The target of the request has a fragment.");
        }
        service = path.isPresent() ? site.route(exchange) : WebService.NOT_FOUND;
        long length = HttpUtil.getContentLength(request, 0L);
        if (service.streamsBody()) {
            arriving = null;
            if (length > 0 || HttpUtil.isTransferEncodingChunked(request)) {
                exchange.expectBody();
            }
            return new Progress.Complete(exchange, service);
        }
        if (length > maxBodySize()) {
            return tooLarge(exchange, length);
        }
        return HttpUtil.is100ContinueExpected(request) ? AWAITS_CONTINUE : INCOMPLETE;
    }

    /** Adds a piece of the body to the request that is arriving. Ignores the piece if no request is arriving. */
    Progress add(HttpContent content) {
        Exchange exchange = arriving;
        if (exchange == null) {
            return INCOMPLETE;
        }
        ByteBuf piece = content.content();
        bodySize += piece.readableBytes();
        if (content.decoderResult().isFailure()) {
            return refused(HttpResponseStatus.BAD_REQUEST, "The body of the request is malformed.");
        }
        if (bodySize > maxBodySize()) {
            return tooLarge(exchange, bodySize);
        }
        if (service.maxBodySize() > 0) {
            body.writeBytes(ByteBufUtil.getBytes(piece));
        }
        if (!(content instanceof LastHttpContent)) {
            return INCOMPLETE;
        }
        arriving = null;
        exchange.complete(body.toByteArray());
        body.reset();
        return new Progress.Complete(exchange, service);
    }

    private int maxBodySize() {
        return service.maxBodySize() > 0 ? service.maxBodySize() : MAX_IGNORED_BODY;
    }

    private Progress tooLarge(Exchange exchange, long length) {
        arriving = null;
        return new Progress.Refused(service.bodyTooLarge(exchange, length));
    }

    private Progress refused(HttpResponseStatus status, String text) {
        arriving = null;
        return new Progress.Refused(Response.page(status, text));
    }

    private static HttpResponseStatus status(Throwable cause) {
        return cause instanceof TooLongHttpLineException
                ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException
                        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                        : HttpResponseStatus.BAD_REQUEST;
    }

    private static boolean hasHost(HttpRequest request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }
}
