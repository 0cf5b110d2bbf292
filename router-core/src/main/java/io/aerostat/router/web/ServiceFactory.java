package io.aerostat.router.web;

import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.CookieOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.websocket.TrackingCookie;
import io.aerostat.router.websocket.WebSocketOpening;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            return description instanceof PathService.Nested ? description.accept(this) : made(description);
        } finally {
            path = outer;
        }
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
    public WebService nested(PathService.Nested service) {
        Map<String, WebService> children = new HashMap<>();
        service.paths().forEach((name, child) -> {
            if (!name.equals("/")) {
                WebService made = at(name, child);
                children.put(name, child.servesPathsBelow() ? made : new OwnPathOnly(made));
            }
        });
        PathService root = service.paths().get("/");
        return new PathComponents(children, root == null ? WebService.NOT_FOUND : at("", root));
    }

    /** A service that answers only at its own path and not below. */
    private record OwnPathOnly(WebService service) implements WebService {
        @Override
        public boolean outlivesSite() {
            return service.outlivesSite();
        }

        @Override
        public void serve(Exchange exchange) {
            if (exchange.remaining().stream().allMatch(String::isEmpty)) {
                service.serve(exchange);
            } else {
                NOT_FOUND.serve(exchange);
            }
        }
    }

    /**
     * The services of a site by their complete paths, so that the next site can keep them. One thread fills it before
     * the site serves requests; the thread that creates the next site reads it.
     */
    static final class Services {
        private Map<String, Made> before;
        private final Map<String, Made> made = new HashMap<>();
        private final List<Runnable> pending = new ArrayList<>();

        /**
         * One service.
         *
         * @param acceptor accepts the links of the service, if clients join there
         * @param cookie the cookie by which the service recognizes browsers
         */
        record Made(
                PathService description,
                WebService service,
                Optional<ServiceAcceptor> acceptor,
                Optional<TrackingCookie> cookie) {}

        Services() {
            this.before = Map.of();
        }

        Services(Services previous) {
            this.before = Map.copyOf(previous.made);
        }

        /** Returns the previous site's service at this path, or null if it has none. */
        @Nullable
        Made before(String path) {
            return before.get(path);
        }

        void put(String path, Made service) {
            made.put(path, service);
        }

        /**
         * Returns the acceptor for a path. If the previous site has an acceptor at this path, that acceptor is kept
         * with its connections, and takes over the new rules in {@link #begin}.
         */
        ServiceAcceptor acceptor(String path, ServiceAcceptor prepared) {
            Made old = before.get(path);
            if (old == null || old.acceptor().isEmpty()) {
                return prepared;
            }
            ServiceAcceptor present = old.acceptor().get();
            pending.add(() -> present.become(prepared));
            return present;
        }

        void begin() {
            pending.forEach(Runnable::run);
            pending.clear();
            before.forEach((path, old) -> {
                Made now = made.get(path);
                if (now == null || now.acceptor().isEmpty()) {
                    old.acceptor().ifPresent(ServiceAcceptor::retire);
                }
            });
            before = Map.of();
        }

        void retire() {
            made.values().forEach(service -> service.acceptor().ifPresent(ServiceAcceptor::retire));
        }
    }
}
