package io.aerostat.router.web;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.websocket.TrackingCookie;
import io.aerostat.router.websocket.WebSocketOpening;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the services of paths from their descriptions. May block. */
final class ServiceFactory implements PathService.Visitor<WebService> {
    private final ListenerEnvironment environment;

    ServiceFactory(ListenerEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public WebService webSocket(PathService.WebSocket service) {
        Optional<TrackingCookie> cookie = service.cookie()
                .map(options ->
                        new TrackingCookie(options, environment.cookies().open(options.storage(), options.maxAge())));
        LinkAcceptor acceptor = environment.acceptors().create(service.access(), cookie.map(TrackingCookie::store));
        return new WebSocketUpgrade(
                new WebSocketOpening(service, cookie, acceptor),
                service.options().enableWebStatus(),
                environment.admission());
    }

    @Override
    public WebService webSocketEcho(PathService.WebSocketEcho service) {
        return new WebSocketUpgrade(
                WebSocketOpening.echo(service.options()), service.options().enableWebStatus(), environment.admission());
    }

    @Override
    public WebService longPoll(PathService.LongPoll service) {
        LinkAcceptor acceptor = environment.acceptors().create(service.access(), Optional.empty());
        return new LongPollService(service, acceptor, environment.admission());
    }

    @Override
    public WebService staticFiles(PathService.StaticFiles service) {
        return ReadOnlyService.ofAllOrigins(new StaticFiles(service, environment.privateFiles(), environment.files()));
    }

    @Override
    public WebService json(PathService.Json service) {
        WebService document = exchange -> exchange.respond(response(service));
        return service.allowCrossOrigin()
                ? ReadOnlyService.ofAllOrigins(document)
                : ReadOnlyService.ofSameOrigin(document);
    }

    private static Response response(PathService.Json json) {
        Response response = Response.of(HttpResponseStatus.OK, "application/json; charset=utf-8", json.document());
        if (json.allowCrossOrigin()) {
            response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        if (json.discourageCaching()) {
            response.with(HttpHeaderNames.CACHE_CONTROL, "no-store, no-cache, must-revalidate, max-age=0");
        }
        return response;
    }

    @Override
    public WebService redirect(PathService.Redirect service) {
        return ReadOnlyService.ofSameOrigin(exchange -> exchange.respond(
                Response.empty(HttpResponseStatus.FOUND).with(HttpHeaderNames.LOCATION, service.url())));
    }

    @Override
    public WebService nodeInfo(PathService.NodeInfo service) {
        return ReadOnlyService.ofSameOrigin(new NodeInfoPage(environment.nodeInfo()));
    }

    @Override
    public WebService nested(PathService.Nested service) {
        Map<String, WebService> children = new HashMap<>();
        service.paths().forEach((path, child) -> {
            if (!path.equals("/")) {
                WebService made = child.accept(this);
                children.put(path, child.servesPathsBelow() ? made : new OwnPathOnly(made));
            }
        });
        PathService root = service.paths().get("/");
        return new PathComponents(children, root == null ? WebService.NOT_FOUND : root.accept(this));
    }

    /** A service that answers at its own path and at none below it. */
    private record OwnPathOnly(WebService service) implements WebService {
        @Override
        public void serve(Exchange exchange) {
            if (exchange.remaining().stream().allMatch(String::isEmpty)) {
                service.serve(exchange);
            } else {
                NOT_FOUND.serve(exchange);
            }
        }
    }
}
