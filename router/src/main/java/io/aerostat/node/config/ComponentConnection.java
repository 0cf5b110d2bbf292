package io.aerostat.node.config;

import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;

/** How a component reaches its router. */
public sealed interface ComponentConnection {

    /** The other end. */
    ConnectingEndpoint endpoint();

    /**
     * Over WebSocket.
     *
     * @param endpoint the other end
     * @param url the URL of the handshake; where it differs from the endpoint, the endpoint is connected
     * @param serializers what is offered, in order of preference; empty: the client's own choice
     */
    record WebSocket(ConnectingEndpoint endpoint, RouterUrl url, List<Serialization> serializers)
            implements ComponentConnection {
        public WebSocket {
            serializers = List.copyOf(serializers);
        }
    }

    /**
     * Over RawSocket.
     *
     * @param endpoint the other end
     * @param serializer what is spoken
     */
    record RawSocket(ConnectingEndpoint endpoint, Serialization serializer) implements ComponentConnection {}
}
