package io.aerostat.node.config;

import io.aerostat.host.transport.ClientOptions;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;

/** How a component connects to its router. */
public sealed interface ComponentConnection {

    /** Returns the endpoint to connect to. */
    ConnectingEndpoint endpoint();

    /**
     * A connection over WebSocket.
     *
     * @param endpoint the endpoint to connect to
     * @param url the URL of the handshake; if it names another host, the connection still goes to the endpoint
     * @param serializers the serializers to offer, in this order; if empty, the client chooses
     * @param options the options of the connection
     */
    record WebSocket(ConnectingEndpoint endpoint, RouterUrl url, List<Serialization> serializers, ClientOptions options)
            implements ComponentConnection {
        public WebSocket {
            serializers = List.copyOf(serializers);
        }
    }

    /**
     * A connection over RawSocket.
     *
     * @param endpoint the endpoint to connect to
     * @param serializer the serializer
     * @param options the options of the connection
     */
    record RawSocket(ConnectingEndpoint endpoint, Serialization serializer, ClientOptions options)
            implements ComponentConnection {}
}
