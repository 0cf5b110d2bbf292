package io.aerostat.client.connection;

import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;

/** Makes connectors. Any thread. */
public final class Connectors {
    private Connectors() {}

    /**
     * To the router at a URL; see {@link RouterUrl} for its forms.
     *
     * @throws IllegalArgumentException if the URL, or a file of the TLS options, is no good
     */
    public static Connector to(String url, ConnectorOptions options, ClientRuntime runtime) {
        return to(RouterUrl.parse(url), options, runtime);
    }

    /**
     * As {@link #to(String, ConnectorOptions, ClientRuntime)}.
     *
     * @throws IllegalArgumentException if a file of the TLS options is no good
     */
    public static Connector to(RouterUrl url, ConnectorOptions options, ClientRuntime runtime) {
        return url.framing() == RouterUrl.Framing.LONGPOLL
                ? new LongPollConnector(url, options, runtime)
                : new SocketConnector(url, options, runtime);
    }

    /** To a router of this process. CBOR carries every value, and is the payload's form until a session of another kind needs it. */
    public static Connector inProcess(LocalConnector router, ClientRuntime runtime) {
        return new InProcessConnector(router, Serializers.of(Serialization.CBOR), runtime.loops());
    }
}
