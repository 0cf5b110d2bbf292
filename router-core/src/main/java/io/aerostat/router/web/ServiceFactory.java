package io.aerostat.router.web;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.ArchivedFiles;
import io.aerostat.router.listener.BridgedWebSocket;
import io.aerostat.router.listener.Cgi;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.UpstreamService;
import io.aerostat.router.listener.option.CookieOptions;
import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.ProgramRunner;
import io.aerostat.router.web.archive.ArchiveService;
import io.aerostat.router.web.bridge.BridgeService;
import io.aerostat.router.web.bridge.Entrance;
import io.aerostat.router.web.cgi.CgiService;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.ReadOnlyService;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.web.proxy.ProxyService;
import io.aerostat.router.web.upload.UploadService;
import io.aerostat.router.websocket.BridgedOpening;
import io.aerostat.router.websocket.TrackingCookie;
import io.aerostat.router.websocket.WebSocketOpening;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the services at the paths of a site from their descriptions. Services of the previous site whose descriptions
 * have not changed are kept. May block. Not thread-safe.
 */
final class ServiceFactory implements PathService.Visitor<WebService> {
    private final ListenerEnvironment environment;
    private final Services services;
    /** The complete path of the service that is being created. */
    private String path = "";

    private Optional<ServiceAcceptor> acceptor = Optional.empty();
    private Optional<TrackingCookie> cookie = Optional.empty();

    ServiceFactory(ListenerEnvironment environment, Services services) {
        this.environment = environment;
        this.services = services;
    }

    private WebService at(String name, PathService description) {
        String outer = path;
        path = outer + "/" + name;
        try {
            return description instanceof PathService.Nested
                    ? description.accept(this)
                    : new CountedService(kind(description), reachable(name, description));
        } finally {
            path = outer;
        }
    }

    /**
     * Returns a service for requests to its own path and, if the description allows this, to the paths below. The
     * service without a name serves all paths that have no other service.
     */
    private WebService reachable(String name, PathService description) {
        WebService service = made(description);
        return name.isEmpty() || servesPathsBelow(description) ? service : new OwnPathOnly(service);
    }

    /** Checks whether a service also answers at paths below its own. */
    private static boolean servesPathsBelow(PathService description) {
        return !(description instanceof PathService.Json
                || description instanceof PathService.Redirect
                || description instanceof PathService.Metrics
                || description instanceof PathService.Health
                || description instanceof Upload);
    }

    /** Returns the kind of a service for metrics; one of a fixed set of names. */
    private static String kind(PathService description) {
        if (description instanceof BridgedWebSocket bridged) {
            return bridged.bridged().protocol().name();
        }
        return description instanceof PathService.StaticFiles
                ? "static"
                : description.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private WebService made(PathService description) {
        Services.Made old = services.before(path);
        if (old != null && old.description().equals(description)) {
            services.put(path, old);
            return old.service();
        }
        acceptor = Optional.empty();
        cookie = Optional.empty();
        WebService service = description.accept(this);
        services.put(path, new Services.Made(description, service, acceptor, cookie));
        return service;
    }

    private ServiceAcceptor acceptor(Access access) {
        ServiceAcceptor prepared = environment.acceptors().create(access, cookie.map(TrackingCookie::store));
        ServiceAcceptor present = services.acceptor(path, prepared);
        acceptor = Optional.of(present);
        return present;
    }

    /**
     * Returns the cookie of the service. If the options have not changed, the previous cookie is kept with its store,
     * so that browsers stay logged in.
     */
    private TrackingCookie tracking(CookieOptions options) {
        Services.Made old = services.before(path);
        return old != null
                        && old.cookie().isPresent()
                        && old.cookie().get().options().equals(options)
                ? old.cookie().get()
                : new TrackingCookie(options, environment.cookies().open(options.storage(), options.maxAge()));
    }

    @Override
    public WebService webSocket(PathService.WebSocket service) {
        cookie = service.cookie().map(this::tracking);
        return new WebSocketUpgrade(
                new WebSocketOpening(service, cookie, acceptor(service.access())),
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
        Services.Made old = services.before(path);
        return old != null && old.service() instanceof LongPollService open
                ? open.with(service, acceptor(service.access()))
                : new LongPollService(service, acceptor(service.access()), environment.admission());
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
    public WebService metrics(PathService.Metrics service) {
        MetricsPage page = environment
                .operation()
                .metricsPage()
                .orElseThrow(() -> new IllegalArgumentException(
                        "metrics: the router has no page of metrics (expected one, see RouterBuilder.metricsPage)"));
        return ReadOnlyService.ofSameOrigin(new MetricsService(page, service.allowed(), environment.files()));
    }

    @Override
    public WebService health(PathService.Health service) {
        return ReadOnlyService.ofSameOrigin(
                switch (service.probe()) {
                    case LIVE -> new LivenessService(environment.loops(), service.detailed());
                    case READY ->
                        new ReadinessService(
                                environment.operation().health(),
                                service.detailed(),
                                HttpResponseStatus.SERVICE_UNAVAILABLE);
                    case READY_OR_NOT_FOUND ->
                        new ReadinessService(
                                environment.operation().health(), service.detailed(), HttpResponseStatus.NOT_FOUND);
                });
    }

    @Override
    public WebService admin(PathService.Admin service) {
        AdminPage page = environment
                .operation()
                .adminPage()
                .orElseThrow(() -> new IllegalArgumentException(
                        "admin: the router has no admin page (expected one, see RouterBuilder.adminPage)"));
        return ReadOnlyService.ofSameOrigin(new AdminService(page, service.websocket(), environment.files()));
    }

    @Override
    public WebService httpBridge(HttpBridge service) {
        return BridgeService.of(service, acceptor(service.access()), environment.admission());
    }

    @Override
    public WebService upstream(UpstreamService service) {
        return ProxyService.of(service, environment.files());
    }

    @Override
    public WebService archivedFiles(ArchivedFiles service) {
        return ReadOnlyService.ofAllOrigins(ArchiveService.open(service, environment.files()));
    }

    @Override
    public WebService bridgedWebSocket(BridgedWebSocket service) {
        return new BridgedUpgrade(new BridgedOpening(service, acceptor(service.access()), environment));
    }

    @Override
    public WebService upload(Upload service) {
        Entrance entrance =
                new Entrance(service.realm(), service.access(), acceptor(service.access()), environment.admission());
        return new UploadService(service, entrance, environment.files());
    }

    @Override
    public WebService cgi(Cgi service) {
        ProgramRunner runner = environment
                .operation()
                .programs()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cgi: the router has no runner of programs (expected one, see RouterBuilder.programs)"));
        return new CgiService(service, runner, environment.files());
    }

    @Override
    public WebService nested(PathService.Nested service) {
        Map<String, WebService> children = new HashMap<>();
        service.paths().forEach((name, child) -> {
            if (!name.equals("/")) {
                children.put(name, at(name, child));
            }
        });
        PathService root = service.paths().get("/");
        return new PathComponents(children, root == null ? WebService.NOT_FOUND : at("", root));
    }

    /**
     * Records the kind of the service in each request, so that the response is counted by kind, and passes the request
     * to the service.
     *
     * @param kind the kind of the service
     */
    private record CountedService(String kind, WebService service) implements WebService {
        @Override
        public WebService route(Exchange exchange) {
            exchange.servedBy(kind);
            return service.route(exchange);
        }

        @Override
        public void serve(Exchange exchange) {
            route(exchange).serve(exchange);
        }
    }

    /** A service that answers only at its own path and not below. */
    private record OwnPathOnly(WebService service) implements WebService {
        @Override
        public WebService route(Exchange exchange) {
            return exchange.remaining().stream().allMatch(String::isEmpty) ? service.route(exchange) : NOT_FOUND;
        }

        @Override
        public void serve(Exchange exchange) {
            route(exchange).serve(exchange);
        }
    }
}
