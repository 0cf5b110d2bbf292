package io.aerostat.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentConnectorsTest {

    private final ClientRuntime runtime = ClientRuntime.create("connectors-test");

    @AfterEach
    void close() {
        runtime.close();
    }

    private String target(ComponentTransport transport) {
        return ComponentConnectors.of(transport, runtime)
                .connector(Runnable::run)
                .toString();
    }

    private static RouterEndpoint.Tcp tls(String hostname, List<Path> authorities) {
        return new RouterEndpoint.Tcp(
                "127.0.0.1",
                8000,
                Duration.ofSeconds(1),
                Optional.of(new RouterEndpoint.Tls(hostname, authorities, Optional.empty(), Optional.empty())),
                Optional.empty());
    }

    @Test
    void everyTransportHasAConnector() {
        assertThat(target(
                        ComponentTransport.webSocket(RouterEndpoint.Tcp.of("127.0.0.1", 8000), "ws://router.test/ws")))
                .isEqualTo("ws://router.test:80/ws");
        assertThat(target(new ComponentTransport(
                        ComponentTransport.Framing.RAWSOCKET,
                        RouterEndpoint.Tcp.of("127.0.0.1", 8001),
                        Optional.empty(),
                        List.of("msgpack"),
                        ClientOptions.DEFAULT)))
                .isEqualTo("rs://127.0.0.1:8001");
        assertThat(target(new ComponentTransport(
                        ComponentTransport.Framing.RAWSOCKET,
                        new RouterEndpoint.Unix(Path.of("/run/router.sock"), Duration.ofSeconds(1)),
                        Optional.empty(),
                        List.of(),
                        ClientOptions.DEFAULT)))
                .isEqualTo("unix:///run/router.sock");
    }

    @Test
    void tlsIsForTheHostNameOfTheEndpoint() {
        assertThat(target(ComponentTransport.webSocket(tls("router.test", List.of()), "ws://127.0.0.1:8000/ws")))
                .isEqualTo("wss://router.test:8000/ws");
    }

    @Test
    void onlyAddressesOfTheConfiguredIpVersionAreUsed() {
        RouterEndpoint.Tcp endpoint =
                new RouterEndpoint.Tcp("127.0.0.1", 9, Duration.ofSeconds(9), Optional.empty(), Optional.of(6));
        Connector connector = ComponentConnectors.of(
                        ComponentTransport.webSocket(endpoint, "ws://router.test/ws"), runtime)
                .connector(Runnable::run);

        assertThat(connector).hasToString("ws://router.test:80/ws");
        assertThat(connector.open(new Silent()))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("127.0.0.1 has no IPv6 address");
    }

    @Test
    void anAddressOfTheConfiguredIpVersionIsConnectedTo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            RouterEndpoint.Tcp endpoint = new RouterEndpoint.Tcp(
                    "localhost", server.getLocalPort(), Duration.ofSeconds(60), Optional.empty(), Optional.of(4));
            Connector connector = ComponentConnectors.of(
                            ComponentTransport.webSocket(endpoint, "ws://router.test/ws"), runtime)
                    .connector(Runnable::run);

            CompletableFuture<Connection> opening = connector.open(new Silent());

            server.accept().close();
            assertThat(opening).failsWithin(Duration.ofMinutes(1)); // because the server answers nothing
        }
    }

    @Test
    void whatIsNoGoodIsNamed() {
        assertThatThrownBy(() -> target(new ComponentTransport(
                        ComponentTransport.Framing.WEBSOCKET,
                        RouterEndpoint.Tcp.of("127.0.0.1", 8000),
                        Optional.of("ws://127.0.0.1:8000/ws"),
                        List.of("flatbuffers"),
                        ClientOptions.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("serializers: found flatbuffers (expected json, msgpack or cbor)");
        assertThatThrownBy(() -> target(ComponentTransport.webSocket(
                        tls("router.test", List.of(Path.of("/gone.pem"))), "wss://router.test/ws")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone.pem");
    }

    private static final class Silent implements ConnectionListener {
        @Override
        public void message(WampMessage message) {}

        @Override
        public void violation(ProtocolViolation violation) {}

        @Override
        public void writable() {}

        @Override
        public void closed(String cause) {}
    }
}
