package io.aerostat.host.transport;

import java.util.List;
import java.util.Optional;

/**
 * The transport of a component of a container.
 *
 * @param framing WebSocket or RawSocket
 * @param endpoint where to connect
 * @param url of the WebSocket: {@code ws://127.0.0.1:8000/ws}; its path and host go into the handshake. RawSocket has none
 * @param serializers to offer, in order of preference, by their names in subprotocols: {@code json}, {@code msgpack},
 *     {@code cbor}; none: all. RawSocket takes the first
 */
public record ComponentTransport(
        Framing framing, RouterEndpoint endpoint, Optional<String> url, List<String> serializers) {

    /** How messages are put on the wire. */
    public enum Framing {
        WEBSOCKET,
        RAWSOCKET
    }

    public ComponentTransport {
        serializers = List.copyOf(serializers);
        if (framing == Framing.WEBSOCKET && url.isEmpty()) {
            throw new IllegalArgumentException("url: found nothing (expected ws://… or wss://…)");
        }
    }

    /** A WebSocket with all serializers. */
    public static ComponentTransport webSocket(RouterEndpoint endpoint, String url) {
        return new ComponentTransport(Framing.WEBSOCKET, endpoint, Optional.of(url), List.of());
    }
}
