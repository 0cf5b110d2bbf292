package io.aerostat.router.listener;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.bridge.BridgedProtocol;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The protocols that a listener speaks. Every transport is RawSocket, HTTP with services on its paths, a bridged
 * protocol such as MQTT, or several of them. The router makes its handlers from {@link #rawSocket}, {@link #web} and
 * {@link #bridged}.
 */
public sealed interface Transport {
    /** Returns the RawSocket part of this transport, if it has one. */
    Optional<RawSocket> rawSocket();

    /** Returns the HTTP part of this transport, if it has one. WebSocket and long-poll are services of HTTP. */
    Optional<Web> web();

    /** Returns the bridged part of this transport, if it has one. */
    default Optional<Bridged> bridged() {
        return Optional.empty();
    }

    /** Returns a copy in which these limits apply to each service. */
    Transport within(TransportLimits limits);

    /** Returns the services over which clients join, at any depth. */
    default Stream<WampService> wampServices() {
        return Stream.of(
                        rawSocket().stream(), bridged().stream(), web().stream().flatMap(Web::services))
                .flatMap(services -> services);
    }

    /** Returns a transport for WebSocket at every path, with the default options. */
    static Transport webSocket(Access access) {
        return new WebSocket(PathService.WebSocket.of(access));
    }

    /** Returns a transport for RawSocket with the default options. */
    static Transport rawSocket(Access access) {
        return RawSocket.of(access);
    }

    /**
     * WAMP over WebSocket, at every path.
     *
     * @param trustedProxies the proxies whose forwarding headers the router trusts
     */
    record WebSocket(PathService.WebSocket service, TrustedProxies trustedProxies) implements Transport {
        /** Creates a WebSocket transport without trusted proxies. */
        public WebSocket(PathService.WebSocket service) {
            this(service, TrustedProxies.NONE);
        }

        @Override
        public Optional<RawSocket> rawSocket() {
            return Optional.empty();
        }

        @Override
        public Optional<Web> web() {
            return Optional.of(Web.only(service, service.options(), trustedProxies));
        }

        @Override
        public Transport within(TransportLimits limits) {
            return new WebSocket(service.within(limits), trustedProxies);
        }
    }

    /** A WebSocket transport that echoes every message at every path, so that external tools can test the protocol. */
    record WebSocketEcho(WebSocketOptions options) implements Transport {
        @Override
        public Optional<RawSocket> rawSocket() {
            return Optional.empty();
        }

        @Override
        public Optional<Web> web() {
            return Optional.of(Web.only(new PathService.WebSocketEcho(options), options, TrustedProxies.NONE));
        }

        @Override
        public Transport within(TransportLimits limits) {
            return new WebSocketEcho(limits.of(options));
        }
    }

    /**
     * WAMP over RawSocket.
     *
     * @param serializations the serializations that the router accepts
     * @param connection the limits of each connection. If the maximum message size is not a power of two, the router
     *     announces the next power of two to the peer. The router skips a message between the two sizes, but ends the
     *     connection if a message is larger than the announced size
     * @param handshakeTimeout how long the client's four opening bytes may take to arrive (RAW-10)
     * @param access how clients authenticate
     */
    record RawSocket(
            Set<Serialization> serializations, ConnectionOptions connection, Duration handshakeTimeout, Access access)
            implements Transport, WampService {
        public static final Set<Serialization> DEFAULT_SERIALIZATIONS =
                Set.copyOf(EnumSet.of(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR));
        public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

        public RawSocket {
            serializations = Set.copyOf(serializations);
            if (serializations.isEmpty()) {
                throw new IllegalArgumentException("rawsocket: found no serializer (expected at least one)");
            }
            access.requireNoCookie("rawsocket");
        }

        /** Returns a RawSocket transport with the default options. */
        public static RawSocket of(Access access) {
            return new RawSocket(DEFAULT_SERIALIZATIONS, ConnectionOptions.DEFAULT, DEFAULT_HANDSHAKE_TIMEOUT, access);
        }

        @Override
        public Optional<RawSocket> rawSocket() {
            return Optional.of(this);
        }

        @Override
        public Optional<Web> web() {
            return Optional.empty();
        }

        @Override
        public RawSocket within(TransportLimits limits) {
            return new RawSocket(serializations, limits.of(connection), handshakeTimeout, limits.of(access));
        }
    }

    /**
     * A protocol other than WAMP whose clients join a realm.
     *
     * @param connection the limits of each connection
     * @param handshakeTimeout how long a client may take to ask to join
     * @param access how clients authenticate
     */
    record Bridged(BridgedProtocol protocol, ConnectionOptions connection, Duration handshakeTimeout, Access access)
            implements Transport, WampService {
        public Bridged {
            access.requireNoCookie(protocol.name());
        }

        /** Creates a bridged transport with the default limits. */
        public Bridged(BridgedProtocol protocol, Access access) {
            this(protocol, ConnectionOptions.DEFAULT, RawSocket.DEFAULT_HANDSHAKE_TIMEOUT, access);
        }

        @Override
        public Optional<RawSocket> rawSocket() {
            return Optional.empty();
        }

        @Override
        public Optional<Web> web() {
            return Optional.empty();
        }

        @Override
        public Optional<Bridged> bridged() {
            return Optional.of(this);
        }

        @Override
        public Bridged within(TransportLimits limits) {
            return new Bridged(protocol, limits.of(connection), handshakeTimeout, limits.of(access));
        }
    }

    /**
     * HTTP with a service on each path.
     *
     * @param paths the services by the first component of their path; the service at {@code /} answers at all other
     *     paths
     */
    record Web(Map<String, PathService> paths, WebOptions options) implements Transport {
        public Web {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }

        /** Creates an HTTP transport with the default options. */
        public Web(Map<String, PathService> paths) {
            this(paths, WebOptions.DEFAULT);
        }

        private static Web only(PathService service, WebSocketOptions options, TrustedProxies proxies) {
            WebOptions web = WebOptions.DEFAULT
                    .withRequestTimeout(options.openHandshakeTimeout())
                    .withTrustedProxies(proxies)
                    .withHttp2(false);
            return new Web(Map.of("/", service), web);
        }

        @Override
        public Optional<RawSocket> rawSocket() {
            return Optional.empty();
        }

        @Override
        public Optional<Web> web() {
            return Optional.of(this);
        }

        @Override
        public Web within(TransportLimits limits) {
            return new Web(limits.of(paths), options);
        }

        private Stream<WampService> services() {
            return paths.values().stream().flatMap(PathService::wampServices);
        }
    }

    /** Several protocols on one endpoint. The first byte of a connection distinguishes them (RAW-12). */
    record Universal(Optional<RawSocket> rawSocket, Optional<Web> web, Optional<Bridged> bridged) implements Transport {
        public Universal {
            if (rawSocket.isEmpty() && web.isEmpty() && bridged.isEmpty()) {
                throw new IllegalArgumentException(
                        "universal transport: found no protocol (expected RawSocket, HTTP or a bridged one)");
            }
        }

        /** Creates a transport without a bridged protocol. */
        public Universal(Optional<RawSocket> rawSocket, Optional<Web> web) {
            this(rawSocket, web, Optional.empty());
        }

        /** Creates a transport that speaks both RawSocket and HTTP. */
        public Universal(RawSocket rawSocket, Web web) {
            this(Optional.of(rawSocket), Optional.of(web));
        }

        @Override
        public Universal within(TransportLimits limits) {
            return new Universal(
                    rawSocket.map(it -> it.within(limits)),
                    web.map(it -> it.within(limits)),
                    bridged.map(it -> it.within(limits)));
        }
    }
}
