package io.aerostat.host.transport;

import java.util.List;
import java.util.Optional;

/**
 * The transport of a component in a container.
 *
 * @param framing WebSocket or RawSocket
 * @param endpoint the endpoint to connect to
 * @param url the URL of the WebSocket, such as {@code ws://127.0.0.1:8000/ws}, whose path and host are sent in the
 *     handshake; RawSocket has no URL
 * @param serializers the serializers to offer, in this order, by their names in subprotocols ({@code json},
 *     {@code msgpack}, {@code cbor}); an empty list means all. RawSocket uses the first
 * @param options the options of the connection
 */
public record ComponentTransport(
        Framing framing,
        RouterEndpoint endpoint,
        Optional<String> url,
        List<String> serializers,
        ClientOptions options) {

    /** The framing of messages. */
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

    /** Creates a WebSocket with all serializers and default options. */
    public static ComponentTransport webSocket(RouterEndpoint endpoint, String url) {
        return new ComponentTransport(Framing.WEBSOCKET, endpoint, Optional.of(url), List.of(), ClientOptions.DEFAULT);
    }
}
