package io.aerostat.host.component;

import io.aerostat.client.connection.InProcessConnector;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;

/** Connects a component to the router of its own process. */
public final class InProcess {

    /** The serializer of payloads: CBOR can encode every WAMP value. */
    private static final Serializer SERIALIZER = Serializers.of(Serialization.CBOR);

    private InProcess() {}

    /** Returns connectors through the router's own connector, which also decides the role of the component. */
    public static ConnectorProvider connectorsOf(LocalConnector router) {
        return executor -> new InProcessConnector(router, SERIALIZER, executor);
    }
}
