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
     * Returns a connector to the router at a URL; see {@link RouterUrl} for its forms.
     *
     * @throws IllegalArgumentException if the URL or a file of the TLS options cannot be used
     */
    public static Connector to(String url, ConnectorOptions options, ClientRuntime runtime) {
        return to(RouterUrl.parse(url), options, runtime);
    }

    /**
     * Does the same as {@link #to(String, ConnectorOptions, ClientRuntime)}.
     *
     * @throws IllegalArgumentException if a file of the TLS options cannot be used
     */
    public static Connector to(RouterUrl url, ConnectorOptions options, ClientRuntime runtime) {
        return url.framing() == RouterUrl.Framing.LONGPOLL
                ? new LongPollConnector(url, options, runtime)
                : new SocketConnector(url, options, runtime);
    }

    /**
     * Returns a connector to a router of this process. Payloads are encoded in CBOR, which can express every value, and
     * are transcoded only for sessions with another serialization.
     */
    public static Connector inProcess(LocalConnector router, ClientRuntime runtime) {
        return new InProcessConnector(router, Serializers.of(Serialization.CBOR), EventLoops.of(runtime));
    }
}
