package io.aerostat.router.listener;

import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.listener.option.CookieOptions;
import io.aerostat.router.listener.option.StaticFileOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A service on a path of {@link Transport.Web} (docs/reference/crossbar.md#web-services). */
public sealed interface PathService
        permits PathService.WebSocket,
                PathService.WebSocketEcho,
                PathService.LongPoll,
                PathService.StaticFiles,
                PathService.Json,
                PathService.Redirect,
                PathService.NodeInfo,
                PathService.Metrics,
                PathService.Health,
                PathService.Admin,
                PathService.Nested,
                ArchivedFiles,
                BridgedWebSocket,
                Cgi,
                HttpBridge,
                Upload,
                UpstreamService {
    /** A visitor of services, with one method for each kind. */
    interface Visitor<R> {
        R webSocket(WebSocket service);

        R webSocketEcho(WebSocketEcho service);

        R longPoll(LongPoll service);

        R staticFiles(StaticFiles service);

        R json(Json service);

        R redirect(Redirect service);

        R nodeInfo(NodeInfo service);

        R metrics(Metrics service);

        R health(Health service);

        R admin(Admin service);

        R nested(Nested service);

        R httpBridge(HttpBridge service);

        R upstream(UpstreamService service);

        R archivedFiles(ArchivedFiles service);

        R bridgedWebSocket(BridgedWebSocket service);

        R upload(Upload service);

        R cgi(Cgi service);
    }

    /** Calls the visitor's method for this kind of service. */
    <R> R accept(Visitor<R> visitor);

    /** Returns a copy of this service with these limits. */
    default PathService within(TransportLimits limits) {
        return this;
    }

    /** Returns the services over which clients join; each is this service or a service below it. */
    default Stream<WampService> wampServices() {
        return this instanceof WampService service ? Stream.of(service) : Stream.empty();
    }

    /** Returns this service and all services below it. */
    default Stream<PathService> andBelow() {
        return Stream.of(this);
    }

    /** Checks whether a person can open the service in a browser. */
    default boolean isPage() {
        return this instanceof StaticFiles || this instanceof Json || this instanceof Redirect || this instanceof Admin;
    }

    /**
     * WAMP over WebSocket, at this path and all paths below it.
     *
     * @param subprotocols the subprotocols that the router accepts
     * @param cookie the cookie by which the router recognizes browsers, if it uses one
     * @param access how clients authenticate
     */
    record WebSocket(
            List<Subprotocol> subprotocols, WebSocketOptions options, Optional<CookieOptions> cookie, Access access)
            implements PathService, WampService {
        public static final List<Subprotocol> DEFAULT_SUBPROTOCOLS = List.of(
                Subprotocol.unbatched(Serialization.CBOR),
                Subprotocol.unbatched(Serialization.MSGPACK),
                Subprotocol.unbatched(Serialization.JSON));

        public WebSocket {
            subprotocols = List.copyOf(subprotocols);
            if (subprotocols.isEmpty()) {
                throw new IllegalArgumentException("websocket: found no serializer (expected at least one)");
            }
            if (cookie.isEmpty()) {
                access.requireNoCookie("websocket");
            }
        }

        /** Returns a WebSocket service with the default options and this access. */
        public static WebSocket of(Access access) {
            return new WebSocket(DEFAULT_SUBPROTOCOLS, WebSocketOptions.DEFAULT, Optional.empty(), access);
        }

        /** Returns a copy with other accepted subprotocols. */
        public WebSocket withSubprotocols(List<Subprotocol> accepted) {
            return new WebSocket(accepted, options, cookie, access);
        }

        /** Returns a copy with other options. */
        public WebSocket withOptions(WebSocketOptions replacement) {
            return new WebSocket(subprotocols, replacement, cookie, access);
        }

        /** Returns a copy that recognizes browsers by this cookie. */
        public WebSocket withCookie(CookieOptions tracking) {
            return new WebSocket(subprotocols, options, Optional.of(tracking), access);
        }

        @Override
        public ConnectionOptions connection() {
            return options.connection();
        }

        @Override
        public WebSocket within(TransportLimits limits) {
            return new WebSocket(subprotocols, limits.of(options), cookie, limits.of(access));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.webSocket(this);
        }
    }

    /** A WebSocket service that echoes every message, so that external tools can test the protocol. */
    record WebSocketEcho(WebSocketOptions options) implements PathService {
        @Override
        public WebSocketEcho within(TransportLimits limits) {
            return new WebSocketEcho(limits.of(options));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.webSocketEcho(this);
        }
    }

    /**
     * WAMP over HTTP long-poll, at the paths below this one.
     *
     * @param subprotocols the subprotocols that the router accepts, batched or not
     * @param access how clients authenticate
     */
    record LongPoll(List<Subprotocol> subprotocols, LongPollOptions options, Access access)
            implements PathService, WampService {
        public static final List<Subprotocol> DEFAULT_SUBPROTOCOLS = List.of(
                Subprotocol.unbatched(Serialization.JSON),
                Subprotocol.unbatched(Serialization.MSGPACK),
                Subprotocol.unbatched(Serialization.CBOR),
                Subprotocol.unbatched(Serialization.UBJSON),
                new Subprotocol(Serialization.JSON, true),
                new Subprotocol(Serialization.MSGPACK, true),
                new Subprotocol(Serialization.CBOR, true));

        public LongPoll {
            subprotocols = List.copyOf(subprotocols);
            if (subprotocols.isEmpty()) {
                throw new IllegalArgumentException("longpoll: found no serializer (expected at least one)");
            }
            access.requireNoCookie("longpoll");
        }

        /** Creates a long-poll service with the default subprotocols. */
        public LongPoll(LongPollOptions options, Access access) {
            this(DEFAULT_SUBPROTOCOLS, options, access);
        }

        /** Returns a long-poll service with the default options and this access. */
        public static LongPoll of(Access access) {
            return new LongPoll(LongPollOptions.DEFAULT, access);
        }

        @Override
        public ConnectionOptions connection() {
            return options.connection();
        }

        /**
         * Returns a copy with these limits except the outbound budget, because long-poll has its own limit, the size of
         * its queue.
         */
        @Override
        public LongPoll within(TransportLimits limits) {
            ConnectionOptions connection = options.connection().withDecodeLimits(limits.decode());
            return new LongPoll(subprotocols, options.withConnection(connection), limits.of(access));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.longPoll(this);
        }
    }

    /** The files of a folder. No file outside the folder is served, even through {@code ..} or symbolic links. */
    record StaticFiles(Path directory, StaticFileOptions options) implements PathService {
        public StaticFiles(Path directory) {
            this(directory, StaticFileOptions.DEFAULT);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticFiles(this);
        }
    }

    /**
     * A fixed JSON document.
     *
     * @param document the encoded document
     * @param allowCrossOrigin whether pages of other origins may read the document
     * @param discourageCaching whether to tell caches not to keep the document
     */
    record Json(String document, boolean allowCrossOrigin, boolean discourageCaching) implements PathService {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.json(this);
        }
    }

    /** Redirects browsers to another URL (status 302). */
    record Redirect(String url) implements PathService {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.redirect(this);
        }
    }

    /** A page or JSON document with the facts from {@link io.aerostat.router.RouterBuilder#nodeInfo}. */
    record NodeInfo() implements PathService {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nodeInfo(this);
        }
    }

    /**
     * The metrics page for a scraper such as Prometheus, as {@link io.aerostat.router.RouterBuilder#metricsPage}
     * renders it.
     *
     * @param allowed the addresses that may read the page; others get status 403
     */
    record Metrics(Addresses allowed) implements PathService {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.metrics(this);
        }
    }

    /**
     * Reports whether the router is alive, or whether it should get new clients.
     *
     * @param detailed the addresses that also get the reasons; other addresses get only the state
     */
    record Health(Probe probe, Addresses detailed) implements PathService {
        /** The question that a health service answers. */
        public enum Probe {
            /** Asks whether the event loops work. If they do not, only a restart of the router helps. */
            LIVE,
            /** Asks whether the router should get new clients. If it should not, the status is 503. */
            READY,
            /** Asks the same as {@link #READY}. The status of a negative answer is 404, as haproxy expects. */
            READY_OR_NOT_FOUND
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.health(this);
        }
    }

    /**
     * The page set by {@link io.aerostat.router.RouterBuilder#adminPage}. The page joins as the user who signs in.
     *
     * @param websocket the path of a WebSocket service on the same port, such as {@code /ws}
     */
    record Admin(String websocket) implements PathService {
        public Admin {
            if (!websocket.startsWith("/") || websocket.startsWith("//")) {
                throw new IllegalArgumentException("admin: found the WebSocket path \"" + websocket
                        + "\" (expected one that begins with one slash)");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.admin(this);
        }
    }

    /**
     * A group of services at the paths one component below this path.
     *
     * @param paths the services by the next component, as in {@link Transport.Web}
     */
    record Nested(Map<String, PathService> paths) implements PathService {
        public Nested {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }

        @Override
        public Nested within(TransportLimits limits) {
            return new Nested(limits.of(paths));
        }

        @Override
        public Stream<PathService> andBelow() {
            return Stream.concat(Stream.of(this), paths.values().stream().flatMap(PathService::andBelow));
        }

        @Override
        public Stream<WampService> wampServices() {
            return paths.values().stream().flatMap(PathService::wampServices);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nested(this);
        }
    }
}
