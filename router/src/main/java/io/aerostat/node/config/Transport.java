package io.aerostat.node.config;

import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.listener.WebSocketOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where clients connect. */
public sealed interface Transport {

    /** Its name in logs and messages. */
    String id();

    /** Where it listens. */
    LocatedEndpoint endpoint();

    /** Its bounds. */
    TransportLimits limits();

    /** HTTP with a service on each path. */
    record Web(String id, LocatedEndpoint endpoint, TransportLimits limits, WebPart web) implements Transport {}

    /**
     * WebSocket on every path.
     *
     * @param proxies those that are trusted
     */
    record WebSocket(
            String id,
            LocatedEndpoint endpoint,
            TransportLimits limits,
            TrustedProxies proxies,
            WebSocketSettings settings)
            implements Transport {}

    /** RawSocket. */
    record RawSocket(String id, LocatedEndpoint endpoint, TransportLimits limits, RawSocketSettings settings)
            implements Transport {}

    /**
     * WebSocket on every path that sends every message back, for tests of the protocol from outside.
     *
     * @param options of the protocol
     */
    record WebSocketEcho(String id, LocatedEndpoint endpoint, TransportLimits limits, WebSocketOptions options)
            implements Transport {}

    /**
     * Several protocols on one port, told apart by the first octets.
     *
     * @param rawsocket RawSocket, where it is spoken
     * @param websockets from the first component of the URL's path to the WebSocket service there
     * @param web HTTP for all other paths
     * @param proxies those that are trusted
     */
    record Universal(
            String id,
            LocatedEndpoint endpoint,
            TransportLimits limits,
            Optional<RawSocketSettings> rawsocket,
            Map<String, WebSocketSettings> websockets,
            Optional<WebPart> web,
            TrustedProxies proxies)
            implements Transport {
        public Universal {
            websockets = Map.copyOf(websockets);
        }
    }

    /**
     * What HTTP serves.
     *
     * @param paths from the first component of the URL's path, {@code /} for all others, to the service there
     */
    record WebPart(Map<String, PathService> paths, WebOptions options) {
        public WebPart {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }
    }
}
