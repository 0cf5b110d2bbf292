package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/**
 * Tests nodes that form a cluster according to their configuration. Needs a real nats-server, and is skipped if none is
 * installed.
 */
@Timeout(180)
class ClusterNodeTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private interface Check {
        void run(NatsServer server) throws Exception;
    }

    /** Without the server, a test is reported as aborted; {@code scripts/test.sh} installs it. */
    private static Path binary() {
        return NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
    }

    private static void withServer(Check check, String... configuration) throws Exception {
        try (NatsServer server = NatsServer.start(binary(), configuration)) {
            check.run(server);
        }
    }

    private Node node(String id, String url, String more) throws Exception {
        Path file = folder.resolve(id + ".json");
        Files.writeString(file, """
                {"version": 2,
                  "cluster": {"name": "balloon", "node": "%s", "members": 2,
                    "engine": {"type": "nats", "servers": ["%s"]}%s},
                  "workers": [{"type": "router", "id": "main",
                    "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
                    "transports": [{"type": "websocket", "id": "clients",
                      "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                      "auth": {"anonymous": {"type": "static", "role": "anonymous"}}}]}]}
                """.formatted(id, url, more));
        ConfigurationFile read = ConfigurationFile.read(file);
        assertThat(read.problemLines()).isEmpty();
        return Node.of(read.configuration().orElseThrow(), file, Level.WARN);
    }

    private static Client client(Node node) {
        return Client.builder()
                .url("ws://127.0.0.1:" + node.port("clients").orElseThrow() + "/ws")
                .realm("realm1")
                .build();
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void clientsOfOneRealmMeetAcrossNodesAndAgainAfterTheServerWasLost() throws Exception {
        withServer(server -> {
            try (Node one = node("one", server.url(), "");
                    Node two = node("two", server.url(), ", \"on_start\": \"wait\"")) {
                one.start();
                two.start();
                try (Client near = client(one);
                        Client far = client(two)) {
                    Session callee = soon(near.join().toCompletableFuture());
                    Session caller = soon(far.join().toCompletableFuture());
                    List<String> events = new CopyOnWriteArrayList<>();
                    soon(callee.register("com.example.one", invocation -> 1).toCompletableFuture());
                    soon(callee.subscribe("com.example.said", event -> events.add(event.arg(0, String.class)))
                            .toCompletableFuture());

                    assertThat(soon(caller.call("com.example.one")
                                    .as(Integer.class)
                                    .toCompletableFuture()))
                            .isEqualTo(1);
                    caller.publish("com.example.said", "hello");
                    await().atMost(SOON).until(() -> events.contains("hello"));

                    server.kill();
                    await().atMost(SOON)
                            .untilAsserted(() -> assertThatThrownBy(() -> soon(caller.call("com.example.one")
                                            .as(Integer.class)
                                            .toCompletableFuture()))
                                    .hasMessageContaining("no_such_procedure"));
                    server.startAgain();

                    await().atMost(SOON)
                            .ignoreExceptions()
                            .until(() -> soon(caller.call("com.example.one")
                                            .as(Integer.class)
                                            .toCompletableFuture())
                                    == 1);
                }
            }
        });
    }

    @Test
    void aRefusedNodeDoesNotStartAndNamesTheReasonAndThePlaceInItsFile() throws Exception {
        withServer(server -> {
            try (Node one = node("one", server.url(), "");
                    Node twin = node("one", server.url(), "");
                    Node lanes = node("two", server.url(), ", \"lanes\": 2")) {
                one.start();

                assertThatThrownBy(twin::start)
                        .isInstanceOfSatisfying(
                                StartFailure.class,
                                failure -> assertThat(failure.lines("one.json"))
                                        .containsExactly(
                                                "one.json:2:14: cluster: node: found \"one\", which another process"
                                                        + " of the cluster \"balloon\" has already (expected a"
                                                        + " name of its own for each node)"));
                assertThatThrownBy(lanes::start)
                        .isInstanceOfSatisfying(
                                StartFailure.class,
                                failure -> assertThat(failure.lines("two.json"))
                                        .containsExactly(
                                                "two.json:2:14: cluster: lanes: found 2 (expected 4, as of node one)"));
            }
        });
    }

    @Test
    void wrongCredentialsAreAFailureOfTheStart() throws Exception {
        withServer(
                server -> {
                    try (Node one = node("one", server.url(), "")) {
                        assertThatThrownBy(one::start)
                                .isInstanceOf(StartFailure.class)
                                .hasMessageContaining("refuses the credentials of this node");
                    }
                },
                "authorization { user: node, password: secret }");
    }

    @Test
    void aNodeStartsAloneWithoutAServerAndJoinsWhenThereIsOne() throws Exception {
        withServer(server -> {
            server.kill();
            try (Node one = node("one", server.url(), "");
                    Node two = node("two", server.url(), ", \"on_start\": \"wait\"")) {
                one.start();
                try (Client client = client(one)) {
                    Session session = soon(client.join().toCompletableFuture());
                    soon(session.register("com.example.one", invocation -> 1).toCompletableFuture());
                    server.startAgain();
                    two.start();
                    try (Client far = client(two)) {
                        Session caller = soon(far.join().toCompletableFuture());
                        assertThat(soon(caller.call("com.example.one")
                                        .as(Integer.class)
                                        .toCompletableFuture()))
                                .isEqualTo(1);
                    }
                }
            }
        });
    }
}
