package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.host.container.ComponentShutdown;
import io.aerostat.host.guest.GuestConfiguration;
import io.aerostat.host.process.Stdin;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.transport.ClientOptions;
import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.protocol.address.RouterUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks workers and components. */
class GoodWorkersTest extends GoodConfiguration {
    @Test
    void workersHaveTheirIdsOrMadeUpOnesAndDisabledOnesAreLeftOut() {
        assertThat(node.workers())
                .extracting(Worker::id)
                .containsExactly("router1", "worker001", "worker002", "testee", "Second");
    }

    @Test
    void nativeOptions() {
        assertThat(router().options().classpath()).containsExactly("lib/*.jar", "classes");
        assertThat(router().options().processors()).containsExactly(0, 1);
        assertThat(router().options().folder()).isEqualTo(FOLDER);
    }

    @Test
    void componentsAreGivenTheirExtraWithVariablesExpanded() {
        Map<String, Object> extra = router().components().get(0).extra().values();
        assertThat(extra)
                .containsEntry("secret", "t0ps3cret")
                .containsEntry("plain", List.of("x", 1, Map.of("deep", "t0ps3cret")))
                .containsEntry("not", "a ${TOKEN} b");
        assertThat(router().components().get(1).role()).isEqualTo("anonymous");
    }

    @Test
    void container() {
        ContainerWorker container = node.workers(ContainerWorker.class).get(0);
        assertThat(container.environment().inherited()).contains(List.of("PATH"));
        assertThat(container.environment().variables()).containsEntry("TOKEN", "t0ps3cret");
        assertThat(container.jvmOptions()).containsExactly("-Xmx128m");
        assertThat(container.shutdown()).isEqualTo(ComponentShutdown.LAST_COMPONENT_STOPPED);
        assertThat(container.restart()).contains(RestartPolicy.Mode.ON_FAILED);
        assertThat(container.components())
                .extracting(ContainerComponent::connection)
                .extracting(ComponentConnection::endpoint)
                .satisfiesExactly(
                        toTransport -> assertThat(toTransport)
                                .isEqualTo(new ConnectingEndpoint.Tcp(
                                        "127.0.0.1",
                                        new ConnectingEndpoint.Port.OfTransport("web_1"),
                                        Duration.ofSeconds(5),
                                        Optional.empty(),
                                        Optional.of(4))),
                        ofUrl -> assertThat(ofUrl).isInstanceOfSatisfying(ConnectingEndpoint.Tcp.class, tcp -> {
                            assertThat(tcp.port()).isEqualTo(new ConnectingEndpoint.Port.Number(443));
                            assertThat(tcp.tls().orElseThrow().hostname()).isEqualTo("example.com");
                        }),
                        withTls -> assertThat(withTls).isInstanceOfSatisfying(ConnectingEndpoint.Tcp.class, tcp -> {
                            assertThat(tcp.tls().orElseThrow().identity()).isPresent();
                            assertThat(tcp.tls().orElseThrow().trusted()).hasSize(1);
                        }),
                        unix -> assertThat(unix)
                                .isEqualTo(new ConnectingEndpoint.Unix(
                                        FOLDER.resolve("router.sock"), Duration.ofSeconds(3))));
    }

    @Test
    void optionsOfConnections() {
        assertThat(node.workers(ContainerWorker.class).get(0).components())
                .extracting(ContainerComponent::connection)
                .satisfiesExactly(
                        none -> assertThat(none)
                                .isInstanceOfSatisfying(
                                        ComponentConnection.WebSocket.class,
                                        connection ->
                                                assertThat(connection.options()).isEqualTo(ClientOptions.DEFAULT)),
                        some -> assertThat(some)
                                .isInstanceOfSatisfying(
                                        ComponentConnection.WebSocket.class,
                                        connection -> assertThat(connection.options())
                                                .isEqualTo(new ClientOptions(
                                                        Optional.of(1_048_576),
                                                        Optional.of(Duration.ofSeconds(2)),
                                                        Optional.of(Duration.ofSeconds(3)),
                                                        Optional.of(Duration.ofDays(1))))),
                        none -> assertThat(none).isInstanceOf(ComponentConnection.RawSocket.class),
                        some -> assertThat(some)
                                .isInstanceOfSatisfying(
                                        ComponentConnection.RawSocket.class,
                                        connection -> assertThat(
                                                        connection.options().maxMessageSize())
                                                .contains(65_536)));
    }

    @Test
    void guests() {
        GuestWorker guest = node.workers(GuestWorker.class).get(0);
        GuestConfiguration started = guest.configuration();
        assertThat(started.arguments()).containsExactly("index.js", "--flag");
        assertThat(started.workdir()).isEqualTo(FOLDER.resolve("web"));
        assertThat(started.environment().inherited()).contains(List.of());
        assertThat(started.stdin()).isEqualTo(new Stdin.Text("{\"a\":1}", false));
        assertThat(started.watch())
                .contains(new GuestConfiguration.Watch(List.of(FOLDER.resolve("web")), Duration.ofSeconds(2)));
        assertThat(node.workers(GuestWorker.class).get(1).configuration().stdin())
                .isEqualTo(new Stdin.Closed());
    }

    @Test
    void componentsConnectToHostsAsContainersAndPeopleNameThem() throws IOException {
        String everything = Files.readString(FOLDER.resolve("everything.json"));
        Map<String, String> urls = Map.of(
                "ws://my_router:8080/ws?a=b", "my_router:8080",
                "ws://my_router/ws", "my_router:80",
                "wss://röuter.example/ws", "xn--ruter-jua.example:443");

        urls.forEach((url, address) -> {
            ConfigurationFile read = read(everything.replace("wss://example.com/ws", url));
            assertThat(read.problemLines()).isEmpty();
            ComponentConnection connection = ((ContainerWorker) read.configuration().orElseThrow().workers().stream()
                            .filter(ContainerWorker.class::isInstance)
                            .findFirst()
                            .orElseThrow())
                    .components()
                    .get(1)
                    .connection();
            assertThat(((ComponentConnection.WebSocket) connection).url()).isEqualTo(RouterUrl.parse(url));
            assertThat(connection.endpoint())
                    .isInstanceOfSatisfying(
                            ConnectingEndpoint.Tcp.class,
                            tcp -> assertThat(tcp.host() + ":" + ((ConnectingEndpoint.Port.Number) tcp.port()).value())
                                    .isEqualTo(address));
        });
    }
}
