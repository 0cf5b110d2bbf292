package io.aerostat.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.execution.ClientRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
                Optional.of(new RouterEndpoint.Tls(hostname, authorities, Optional.empty(), Optional.empty())));
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
                        List.of("msgpack"))))
                .isEqualTo("rs://127.0.0.1:8001");
        assertThat(target(new ComponentTransport(
                        ComponentTransport.Framing.RAWSOCKET,
                        new RouterEndpoint.Unix(Path.of("/run/router.sock"), Duration.ofSeconds(1)),
                        Optional.empty(),
                        List.of())))
                .isEqualTo("unix:///run/router.sock");
    }

    @Test
    void tlsIsForTheHostNameOfTheEndpoint() {
        assertThat(target(ComponentTransport.webSocket(tls("router.test", List.of()), "ws://127.0.0.1:8000/ws")))
                .isEqualTo("wss://router.test:8000/ws");
    }

    @Test
    void whatIsNoGoodIsNamed() {
        assertThatThrownBy(() -> target(new ComponentTransport(
                        ComponentTransport.Framing.WEBSOCKET,
                        RouterEndpoint.Tcp.of("127.0.0.1", 8000),
                        Optional.of("ws://127.0.0.1:8000/ws"),
                        List.of("flatbuffers"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("serializers: found flatbuffers (expected json, msgpack or cbor)");
        assertThatThrownBy(() -> target(ComponentTransport.webSocket(
                        tls("router.test", List.of(Path.of("/gone.pem"))), "wss://router.test/ws")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone.pem");
    }
}
