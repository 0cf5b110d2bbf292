package io.aerostat.router.listener;

import java.util.List;
import java.util.OptionalInt;

/**
 * A bridged protocol over WebSocket, at this path and all paths below it.
 *
 * @param bridged the protocol, its limits, and how clients authenticate
 * @param allowedOrigins the origins of the pages that may connect, as in {@link WebSocketOptions}
 * @param allowNullOrigin whether pages without an origin may connect
 * @param externalPort the port that browsers connect to, if it is not the port of the listener
 */
public record BridgedWebSocket(
        Transport.Bridged bridged, List<String> allowedOrigins, boolean allowNullOrigin, OptionalInt externalPort)
        implements PathService, WampService {
    public BridgedWebSocket {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (bridged.protocol().subprotocols().isEmpty()) {
            throw new IllegalArgumentException(bridged.protocol().name() + ": found no subprotocol of WebSocket");
        }
    }

    /** Creates a service to which all pages may connect. */
    public BridgedWebSocket(Transport.Bridged bridged) {
        this(bridged, WebSocketOptions.DEFAULT.allowedOrigins(), true, OptionalInt.empty());
    }

    @Override
    public Access access() {
        return bridged.access();
    }

    @Override
    public ConnectionOptions connection() {
        return bridged.connection();
    }

    @Override
    public BridgedWebSocket within(TransportLimits limits) {
        return new BridgedWebSocket(bridged.within(limits), allowedOrigins, allowNullOrigin, externalPort);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.bridgedWebSocket(this);
    }
}
