package io.aerostat.node.run;

import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.CookieSettings;
import io.aerostat.node.config.LongPollSettings;
import io.aerostat.node.config.PathService;
import io.aerostat.node.config.RawSocketSettings;
import io.aerostat.node.config.Transport;
import io.aerostat.node.config.TransportLimits;
import io.aerostat.node.config.WebSocketSettings;
import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.longpoll.LongPollTransport;
import io.aerostat.router.rawsocket.RawSocketTransport;
import io.aerostat.router.transport.Listener;
import io.aerostat.router.transport.Protocol;
import io.aerostat.router.web.WebPath;
import io.aerostat.router.web.WebTransport;
import io.aerostat.router.websocket.TrackingCookie;
import io.aerostat.router.websocket.WebSocketTransport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes a router's listeners out of the transports of a configuration. */
final class Listeners {
    private final Router router;
    private final AuthenticatorFunctions functions;
    private final CookieStores cookies;
    private final Supplier<Map<String, Object>> facts;
    private final Set<Path> privateFiles;

    /**
     * @param functions makes authenticators that are Java classes
     * @param cookies opens the stores of cookies
     * @param facts what the node's page tells
     * @param privateFiles what no service of files hands out
     */
    Listeners(
            Router router,
            AuthenticatorFunctions functions,
            CookieStores cookies,
            Supplier<Map<String, Object>> facts,
            Set<Path> privateFiles) {
        this.router = router;
        this.functions = functions;
        this.cookies = cookies;
        this.facts = facts;
        this.privateFiles = privateFiles;
    }

    /** @throws Unusable if a class or file that the transport needs cannot be used */
    Listener listener(Transport transport) {
        return new Listener(
                transport.id(),
                transport.endpoint().endpoint(),
                protocol(transport),
                transport.limits().connections());
    }

    private Protocol protocol(Transport transport) {
        TransportLimits limits = transport.limits();
        if (transport instanceof Transport.Web web) {
            return new Protocol.Web(webTransport(web.web(), limits));
        }
        if (transport instanceof Transport.WebSocket webSocket) {
            return Protocol.webSocket(webSocket(webSocket.settings(), limits), webSocket.proxies());
        }
        if (transport instanceof Transport.RawSocket rawSocket) {
            return new Protocol.RawSocket(rawSocket(rawSocket.settings(), limits));
        }
        if (transport instanceof Transport.WebSocketEcho echo) {
            return Protocol.webSocketEcho(
                    echo.options().withConnection(limits.within(echo.options().connection())));
        }
        if (transport instanceof Transport.Universal universal) {
            return new Protocol.Universal(
                    universal.rawsocket().map(settings -> rawSocket(settings, limits)), http(universal));
        }
        throw new IllegalArgumentException("unknown transport " + transport.getClass());
    }

    /** The WebSocket services of a universal transport stand beside the paths of its web part, and before them. */
    private Optional<WebTransport> http(Transport.Universal universal) {
        TransportLimits limits = universal.limits();
        Map<String, WebPath> paths = new LinkedHashMap<>();
        universal.web().ifPresent(web -> paths.putAll(paths(web.paths(), limits)));
        universal
                .websockets()
                .forEach((path, settings) -> paths.put(path, new WebPath.WebSocket(webSocket(settings, limits))));
        WebOptions options = universal.web().map(Transport.WebPart::options).orElse(WebOptions.DEFAULT);
        // Where nothing else is spoken, a port without paths still answers, with 404 everywhere.
        boolean isSpoken = !paths.isEmpty() || universal.rawsocket().isEmpty();
        return isSpoken
                ? Optional.of(new WebTransport(paths, options.withTrustedProxies(universal.proxies())))
                : Optional.empty();
    }

    private WebTransport webTransport(Transport.WebPart web, TransportLimits limits) {
        return new WebTransport(paths(web.paths(), limits), web.options());
    }

    private Map<String, WebPath> paths(Map<String, PathService> services, TransportLimits limits) {
        Map<String, WebPath> paths = new LinkedHashMap<>();
        services.forEach((path, service) -> paths.put(path, path(service, limits)));
        return paths;
    }

    private WebPath path(PathService service, TransportLimits limits) {
        if (service instanceof PathService.Fixed fixed) {
            return fixed.path() instanceof WebPath.Static folder ? folder.withPrivateFiles(privateFiles) : fixed.path();
        }
        if (service instanceof PathService.WebSocket webSocket) {
            return new WebPath.WebSocket(webSocket(webSocket.settings(), limits));
        }
        if (service instanceof PathService.LongPoll longPoll) {
            return new WebPath.LongPoll(longPoll(longPoll.settings(), limits));
        }
        if (service instanceof PathService.NodeInfo) {
            return new WebPath.NodeInfo(facts);
        }
        if (service instanceof PathService.Nested nested) {
            return new WebPath.Nested(paths(nested.paths(), limits));
        }
        throw new IllegalArgumentException("unknown path service " + service.getClass());
    }

    private WebSocketTransport webSocket(WebSocketSettings settings, TransportLimits limits) {
        Optional<TrackingCookie> cookie = settings.cookie().map(this::cookie);
        return new WebSocketTransport(
                settings.serializations().stream()
                        .flatMap(serialization ->
                                Stream.of(new Subprotocol(serialization, false), new Subprotocol(serialization, true)))
                        .toList(),
                settings.options()
                        .withConnection(limits.within(settings.options().connection())),
                cookie,
                acceptor(settings.authentication(), cookie.map(TrackingCookie::store), limits));
    }

    private TrackingCookie cookie(CookieSettings settings) {
        return new TrackingCookie(
                settings.name(),
                settings.length(),
                settings.maxAge(),
                settings.secure(),
                settings.httpOnly(),
                settings.sameSite(),
                cookies.open(settings));
    }

    private LinkAcceptor acceptor(
            List<AuthenticationMethod> methods, Optional<CookieStore> cookies, TransportLimits limits) {
        return router.acceptor(
                methods.stream().map(method -> method(method, cookies)).toList(), limits.policy());
    }

    private AuthenticationOptions method(AuthenticationMethod method, Optional<CookieStore> cookies) {
        if (method instanceof AuthenticationMethod.Cookie) {
            return new AuthenticationOptions.Cookie(
                    cookies.orElseThrow(() -> new IllegalArgumentException("cookie authentication without a cookie")));
        }
        if (method instanceof AuthenticationMethod.Known known) {
            return known.method();
        }
        if (method instanceof AuthenticationMethod.Function function) {
            return new AuthenticationOptions.Function(
                    function.name(),
                    functions.make(function),
                    function.defaultRole().orElse(null),
                    function.timeout());
        }
        throw new IllegalArgumentException("unknown authentication method " + method.getClass());
    }

    private LongPollTransport longPoll(LongPollSettings settings, TransportLimits limits) {
        return new LongPollTransport(
                LongPollTransport.DEFAULT_SUBPROTOCOLS,
                settings.requestTimeout(),
                settings.sessionTimeout(),
                settings.queueLimitMessages(),
                limits.within(ConnectionOptions.DEFAULT)
                        .withOutgoingBudget(settings.queueLimitBytes())
                        .withUbjsonDialect(settings.ubjsonDialect()),
                acceptor(settings.authentication(), Optional.empty(), limits));
    }

    private RawSocketTransport rawSocket(RawSocketSettings settings, TransportLimits limits) {
        return new RawSocketTransport(
                Set.copyOf(settings.serializations()),
                limits.within(settings.options()),
                RawSocketTransport.DEFAULT_HANDSHAKE_TIMEOUT,
                acceptor(settings.authentication(), Optional.empty(), limits));
    }
}
