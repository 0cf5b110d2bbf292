package io.aerostat.router.transport;

import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.rawsocket.RawSocketTransport;
import io.aerostat.router.web.WebPath;
import io.aerostat.router.web.WebTransport;
import io.aerostat.router.websocket.WebSocketTransport;
import java.util.Map;
import java.util.Optional;

/** What is spoken at an endpoint. */
public sealed interface Protocol {

    record RawSocket(RawSocketTransport transport) implements Protocol {}

    /** HTTP, and WebSocket at the paths that say so. */
    record Web(WebTransport transport) implements Protocol {}

    /** RawSocket or HTTP, by the first octet (RAW-12). */
    record Universal(Optional<RawSocketTransport> rawSocket, Optional<WebTransport> web) implements Protocol {
        public Universal {
            if (rawSocket.isEmpty() && web.isEmpty()) {
                throw new IllegalArgumentException("universal transport: found nothing to speak (expected something)");
            }
        }
    }

    /** WebSocket at every path. */
    static Protocol webSocket(WebSocketTransport transport) {
        return webSocket(transport, TrustedProxies.NONE);
    }

    /** WebSocket at every path, perhaps behind proxies. */
    static Protocol webSocket(WebSocketTransport transport, TrustedProxies proxies) {
        WebOptions options = WebOptions.DEFAULT
                .withRequestTimeout(transport.options().openHandshakeTimeout())
                .withTrustedProxies(proxies);
        return new Web(new WebTransport(Map.of("/", new WebPath.WebSocket(transport)), options));
    }

    /** WebSocket at every path that sends every message back: for tests from outside. */
    static Protocol webSocketEcho(WebSocketOptions options) {
        WebOptions web = WebOptions.DEFAULT.withRequestTimeout(options.openHandshakeTimeout());
        return new Web(new WebTransport(Map.of("/", new WebPath.WebSocketEcho(options)), web));
    }
}
