package io.aerostat.host.component;

import io.aerostat.client.connection.InProcessConnector;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;

/** Connects a component to the router of its own process. */
public final class InProcess {

    /** CBOR can encode every WAMP value. */
    private static final Serializer SERIALIZER = Serializers.of(Serialization.CBOR);

    private InProcess() {}

    /** Connects through the router's own connector, which also decides the role. */
    public static ConnectorProvider connectorsOf(LocalConnector router) {
        return executor -> new InProcessConnector(router, SERIALIZER, executor);
    }
}
