package io.aerostat.router.websocket;

import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.WebSocketOptions;
import java.util.List;
import java.util.Optional;

/**
 * How WebSocket is spoken at an endpoint or a path of one.
 *
 * @param subprotocols those accepted
 * @param cookie by which browsers are recognized, if wanted
 * @param acceptor gets the links
 */
public record WebSocketTransport(
        List<Subprotocol> subprotocols,
        WebSocketOptions options,
        Optional<TrackingCookie> cookie,
        LinkAcceptor acceptor) {
    /** The subprotocols that are offered unless told otherwise. */
    public static final List<Subprotocol> DEFAULT_SUBPROTOCOLS = List.of(
            Subprotocol.unbatched(Serialization.CBOR),
            Subprotocol.unbatched(Serialization.MSGPACK),
            Subprotocol.unbatched(Serialization.JSON));

    public WebSocketTransport {
        subprotocols = List.copyOf(subprotocols);
        if (subprotocols.isEmpty()) {
            throw new IllegalArgumentException("websocket: found no serializer (expected at least one)");
        }
    }

    /** Without a cookie. */
    public WebSocketTransport(List<Subprotocol> subprotocols, WebSocketOptions options, LinkAcceptor acceptor) {
        this(subprotocols, options, Optional.empty(), acceptor);
    }

    /** With the defaults. */
    public WebSocketTransport(LinkAcceptor acceptor) {
        this(DEFAULT_SUBPROTOCOLS, WebSocketOptions.DEFAULT, acceptor);
    }
}
