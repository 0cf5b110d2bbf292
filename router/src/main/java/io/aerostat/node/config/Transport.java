package io.aerostat.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where clients connect. */
public sealed interface Transport {

    /** Its name in logs and messages. */
    String id();

    /** Where it listens. */
    ListeningEndpoint endpoint();

    /**
     * HTTP with a service on each path.
     *
     * @param paths from the first component of the URL's path, {@code /} for the root, to the service
     */
    record Web(String id, ListeningEndpoint endpoint, Map<String, PathService> paths, WebOptions options)
            implements Transport {
        public Web {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }
    }

    /** WebSocket on every path. */
    record WebSocket(String id, ListeningEndpoint endpoint, WebSocketSettings settings) implements Transport {}

    /** RawSocket. */
    record RawSocket(String id, ListeningEndpoint endpoint, RawSocketSettings settings) implements Transport {}

    /**
     * Several protocols on one port, told apart by the first bytes.
     *
     * @param rawsocket RawSocket, where it is spoken
     * @param websockets from the first component of the URL's path to the WebSocket service there
     * @param web HTTP for all other paths
     */
    record Universal(
            String id,
            ListeningEndpoint endpoint,
            Optional<RawSocketSettings> rawsocket,
            Map<String, WebSocketSettings> websockets,
            Optional<WebPart> web)
            implements Transport {
        public Universal {
            websockets = Map.copyOf(websockets);
        }
    }

    /** The HTTP part of a universal transport. */
    record WebPart(Map<String, PathService> paths, WebOptions options) {
        public WebPart {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }
    }
}
