package io.aerostat.router.web.proxy;

import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.listener.UpstreamService;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards requests to an upstream. All connections share this object; any loop. */
public final class ProxyService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyService.class);

    /** The status of a request that is going round in a loop (RFC 5842 §7.2). */
    private static final HttpResponseStatus LOOP = new HttpResponseStatus(508, "Loop Detected");

    private final UpstreamService service;
    private final UpstreamConnector connector;
    private final ForwardedRequest forwarding;

    private ProxyService(UpstreamService service, UpstreamConnector connector) {
        this.service = service;
        this.connector = connector;
        this.forwarding = new ForwardedRequest(service);
    }

    /**
     * Creates the service. Reads certificates, so it may block.
     *
     * @param executor resolves host names
     * @throws IllegalArgumentException if a certificate cannot be read
     */
    public static ProxyService of(UpstreamService service, Executor executor) {
        return new ProxyService(service, new UpstreamConnector(service.upstream(), executor));
    }

    @Override
    public boolean streamsBody() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        Newcomer.settle(exchange.channel());
        boolean isWebSocket = ForwardedRequest.isWebSocket(exchange.request());
        if (service instanceof UpstreamService.WebSocketProxy && !isWebSocket) {
            exchange.respond(Response.page(HttpResponseStatus.UPGRADE_REQUIRED, "Only WebSocket is supported here.")
                    .with(HttpHeaderNames.UPGRADE, "websocket"));
            return;
        }
        if (ForwardedRequest.namesIndispensable(exchange.request())) {
            refuse(
                    exchange,
                    "The header Connection names Content-Length, Transfer-Encoding or Host, which are not for one "
                            + "connection only.");
            return;
        }
        if (isWebSocket && !exchange.hasWholeBody()) {
            refuse(exchange, "A request to upgrade to WebSocket has no body.");
            return;
        }
        if (ForwardedRequest.isLoop(exchange.request())) {
            LOG.warn("a reverse proxy leads back to itself: {}", exchange.rawPath());
            exchange.respond(Response.page(LOOP, "This proxy leads back to itself."));
            return;
        }
        HttpRequest request = forwarding.of(exchange, isWebSocket);
        ProxiedExchange proxied = new ProxiedExchange(
                exchange, request, isWebSocket, service.upstream().timeout());
        exchange.whenAbandoned(proxied::abandon);
        connector.connect(
                exchange.channel().eventLoop(),
                proxied::setUp,
                failure -> proxied.refuse(
                        service instanceof UpstreamService.WebSocketProxy
                                ? Response.page(
                                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                                        "WebSocket reverse proxy backend not reachable")
                                : Response.page(HttpResponseStatus.BAD_GATEWAY, "The upstream cannot be reached."),
                        failure));
    }

    private static void refuse(Exchange exchange, String text) {
        exchange.respond(Response.page(HttpResponseStatus.BAD_REQUEST, text));
    }
}
