package io.aerostat.host.transport;

import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.SocketConnector;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.host.component.ConnectorProvider;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.payload.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Creates the client's connectors from the transports of a configuration. */
public final class ComponentConnectors {

    private ComponentConnectors() {}

    /**
     * Returns the connectors of a transport. Each start of a component creates a connector and reads the certificates
     * of the transport, so a missing certificate can be added before the next start.
     *
     * @param runtime runs the connections
     */
    public static ConnectorProvider of(ComponentTransport transport, ClientRuntime runtime) {
        return executor -> connector(transport, runtime);
    }

    private static Connector connector(ComponentTransport transport, ClientRuntime runtime) {
        RouterUrl url = url(transport);
        ConnectorOptions options = options(transport);
        if (transport.endpoint() instanceof RouterEndpoint.Tcp tcp
                && tcp.ipVersion().isPresent()) {
            return new VersionedConnector(
                    tcp,
                    tcp.ipVersion().get(),
                    runtime.executor(),
                    address -> new SocketConnector(url, options.via(address), runtime));
        }
        return new SocketConnector(url, options, runtime);
    }

    private static RouterUrl url(ComponentTransport transport) {
        Optional<RouterEndpoint.Tls> tls = transport.endpoint().tls();
        if (transport.framing() == ComponentTransport.Framing.WEBSOCKET) {
            RouterUrl url = RouterUrl.parse(transport.url().orElseThrow());
            // The certificate is checked against the host name of the endpoint, as users expect, not against that of
            // the URL.
            String host = tls.map(RouterEndpoint.Tls::hostname).orElse(url.host());
            return new RouterUrl(url.framing(), url.tls() || tls.isPresent(), host, url.port(), url.path());
        }
        return transport.endpoint().rawSocketUrl();
    }

    private static ConnectorOptions options(ComponentTransport transport) {
        ClientOptions client = transport.options();
        ConnectorOptions options = ConnectorOptions.DEFAULT
                .openTimeout(transport
                        .endpoint()
                        .timeout()
                        .plus(client.handshakeTimeout().orElse(Duration.ZERO)))
                .via(transport.endpoint().address())
                .maxMessageSize(client.maxMessageSize().orElse(ConnectorOptions.DEFAULT.maxMessageSize()))
                .pings(
                        client.pingInterval().orElse(ConnectorOptions.DEFAULT.pingInterval()),
                        client.pingTimeout().orElse(ConnectorOptions.DEFAULT.pingTimeout()));
        if (!transport.serializers().isEmpty()) {
            options = options.serializations(transport.serializers().stream()
                    .map(name -> Serialization.ofWireName(name)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "serializers: found " + name + " (expected json, msgpack or cbor)")))
                    .toArray(Serialization[]::new));
        }
        Optional<RouterEndpoint.Tls> tls = transport.endpoint().tls();
        return tls.isPresent() ? options.tls(tlsOptions(tls.get())) : options;
    }

    private static TlsOptions tlsOptions(RouterEndpoint.Tls tls) {
        List<Path> trusted = tls.caCertificates();
        return new TlsOptions(trusted, tls.certificate(), tls.key(), true);
    }
}
