package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(180)
class NodeTest {
    private static final String REALM = """
            "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}]""";
    private static final String WEB = """
            {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
             "paths": {"ws": {"type": "websocket"}, "info": {"type": "nodeinfo"},
               "/": {"type": "json", "value": [1]}}}""";

    @TempDir
    private Path folder = Path.of("");

    private NodeConfiguration configuration(String json) {
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        return file.configuration().orElseThrow();
    }

    private Node started(String json) throws Exception {
        Node node = Node.of(configuration(json), Level.WARN);
        node.start();
        return node;
    }

    private static Client client(Node node) {
        return Client.builder()
                .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws")
                .realm("realm1")
                .build();
    }

    private static String get(Node node, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port("web").orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void theNodesNumbersAreThereAsJson() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router", "id": "main", %s, "transports": [%s]}]}
                """.formatted(REALM, WEB));
        try (node;
                Client client = client(node)) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            session.register("com.example.one", invocation -> 1).get(60, TimeUnit.SECONDS);
            JsonNode numbers = numbers(node);

            assertThat(numbers.get("main.realm1.sessions").asInt()).isEqualTo(1);
            assertThat(numbers.get("main.connections").asInt()).isPositive();
            assertThat(numbers.get("heap_used").asLong()).isPositive();
            assertThat(numbers.get("direct_memory").asLong()).isPositive();
            assertThat(numbers.get("descriptors").asLong()).isPositive();
            assertThat(numbers.get("software").asString()).isEqualTo("Aerostat");
            int registrations = numbers.get("main.realm1.registrations").asInt();

            client.close();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> numbers(node).get("main.realm1.sessions").asInt() == 0);
            assertThat(numbers(node).get("main.realm1.registrations").asInt()).isEqualTo(registrations - 1);
        }
    }

    private static JsonNode numbers(Node node) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port("web").orElseThrow() + "/info");
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static String extra(Node node, String key) throws Exception {
        try (Client client = client(node)) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            return session.call("com.example.extra", key).as(String.class).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void componentsOfTheRouterAreReadyBeforeItListens() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router", %s, "transports": [%s], "components": [
                  {"type": "class", "classname": "%s", "realm": "realm1", "extra": {"greeting": "hello"}}]}]}
                """.formatted(REALM, WEB, EchoComponent.class.getName()));
        try (node) {
            assertThat(extra(node, "greeting")).isEqualTo("hello");
            assertThat(extra(node, "cbdir")).isEqualTo(folder.toAbsolutePath().toString());
        }
    }

    @Test
    void aComponentThatCannotBeMadeDoesNotKeepTheRouterFromServing() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router", %s, "transports": [%s], "components": [
                  {"type": "class", "classname": "%s", "realm": "realm1"},
                  {"type": "class", "classname": "com.example.Missing", "realm": "realm1"},
                  {"type": "class", "classname": "%s", "realm": "realm1", "extra": {"a": "b"}}]}]}
                """.formatted(REALM, WEB, FaultyComponent.class.getName(), EchoComponent.class.getName()));
        try (node) {
            assertThat(extra(node, "a")).isEqualTo("b");
        }
    }

    @Test
    void aContainerReachesATransportByItsIdWhateverItsPort() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router", %s, "transports": [%s]},
                  {"type": "container", "components": [{"type": "class", "classname": "%s", "realm": "realm1",
                    "transport": {"type": "websocket", "url": "ws://localhost/ws",
                      "endpoint": {"type": "tcp", "host": "127.0.0.1", "port": "web"}},
                    "extra": {"where": "container"}}]}]}""".formatted(REALM, WEB, EchoComponent.class.getName()));
        try (node) {
            assertThat(extra(node, "where")).isEqualTo("container");
        }
    }

    @Test
    void theWebTransportServesItsPaths() throws Exception {
        Node node = started("""
                {"version": 2, "controller": {"id": "node_7"}, "workers": [
                  {"type": "router", %s, "transports": [%s]}]}""".formatted(REALM, WEB));
        try (node) {
            assertThat(get(node, "/")).isEqualTo("[1]");
            assertThat(get(node, "/info")).contains("node_7", "1 router, 0 containers, 0 guests");
        }
    }

    /** As in Crossbar.io, a universal transport works even if none of its paths serves WebSocket. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"websocket\": {}",
                "\"web\": {\"paths\": {}}",
                "\"websocket\": {}, \"web\": {\"paths\": {}}",
                "\"websocket\": {}, \"rawsocket\": {}",
                "\"websocket\": {}, \"web\": {\"paths\": {\"a\": {\"type\": \"nodeinfo\"}}}"
            })
    void aUniversalTransportNeedsNoWebSocketPath(String protocols) throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router", %s, "transports": [{"type": "universal", "id": "web",
                  "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}, %s}]}]}
                """.formatted(REALM, protocols));
        try (node) {
            if (!protocols.contains("rawsocket")) {
                assertThat(get(node, "/ws")).contains("404");
            }
        }
    }

    @Test
    void theNodesOwnFilesAreNotServed() throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(folder.resolve("cookies.dat"), "");
        Files.writeString(config, """
                {"version": 2, "workers": [{"type": "router", %s, "transports": [{"type": "web", "id": "web",
                  "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}, "paths": {
                    "ws": {"type": "websocket", "cookie": {"store": {"type": "file", "filename": "cookies.dat"}}},
                    "deep": {"type": "path", "paths": {
                      "files": {"type": "static", "directory": ".", "options": {"enable_directory_listing": true}}}},
                    "/": {"type": "static", "directory": ".",
                      "options": {"enable_directory_listing": true, "enable_hidden_files": true}}}}]}]}
                """.formatted(REALM));
        Files.writeString(folder.resolve("other.json"), "other");
        Node node = Node.of(ConfigurationFile.read(config).configuration().orElseThrow(), Level.WARN);
        node.start();
        try (node) {
            for (String files : List.of("/", "/deep/files/")) {
                assertThat(get(node, files + "config.json")).contains("404");
                assertThat(get(node, files + "cookies.dat")).contains("404");
                assertThat(get(node, files))
                        .contains("other.json")
                        .doesNotContain("config.json")
                        .doesNotContain("cookies");
                assertThat(get(node, files + "other.json")).isEqualTo("other");
            }
        }
    }

    @Test
    void closingSaysGoodbyeToAllSessions() throws Exception {
        Node node = started("{\"version\": 2, \"workers\": [{\"type\": \"router\", %s, \"transports\": [%s]}]}"
                .formatted(REALM, WEB));
        int port = node.port("web").orElseThrow();
        try (Client client = client(node)) {
            Session session = client.join().get(60, TimeUnit.SECONDS);

            node.close();

            assertThat(session.closed()
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS)
                            .uri())
                    .isEqualTo("wamp.close.system_shutdown");
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void everyPortThatCannotBeBoundIsReportedAndNothingStays() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Node node = Node.of(configuration("""
                            {"version": 2, "workers": [{"type": "router", "transports": [
                              {"type": "websocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}},
                              {"type": "websocket", "id": "web",
                                "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}},
                              {"type": "rawsocket",
                                "endpoint": {"type": "unix", "path": "no/such/folder/socket"}}]}]}
                            """.formatted(taken.getLocalPort())), Level.WARN);

            assertThatThrownBy(node::start)
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.lines("node.json"))
                                    .satisfiesExactly(
                                            line -> assertThat(line)
                                                    .startsWith("node.json:2:37: workers[0].transports[0].endpoint: "
                                                            + "cannot listen on "),
                                            line -> assertThat(line)
                                                    .startsWith("node.json:6:17: workers[0].transports[2].endpoint: "
                                                            + ""
                                                            + "cannot listen on unix ")));

            int port = node.port("web").orElseThrow();
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void anAuthenticatorMayBeAJavaClass() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "router",
                  "realms": [{"name": "realm1", "roles": [{"name": "friend"}, {"name": "stranger"}]}],
                  "transports": [{"type": "web", "id": "web",
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                    "paths": {"ws": {"type": "websocket", "auth": {"ticket": {"type": "function", "create": "%s",
                      "config": {"ticket": "sesame"}}}}}}]}]}""".formatted(DoorKeeper.class.getName()));
        try (node) {
            assertThat(roleWithTicket(node, "sesame")).isEqualTo("friend");
            assertThat(roleWithTicket(node, "please")).isEqualTo("stranger");
        }
    }

    private static String roleWithTicket(Node node, String ticket) throws Exception {
        try (Client client = Client.builder()
                .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws")
                .realm("realm1")
                .authentication(Authentications.ticket("joe", ticket))
                .build()) {
            return client.join().get(60, TimeUnit.SECONDS).details().authrole();
        }
    }

    @Test
    void anAuthenticatorClassThatCannotBeUsedIsReportedWithItsPlace() {
        String json = """
                {"version": 2, "workers": [{"type": "router", "transports": [
                  {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 0}, "auth": {"ticket":
                    {"type": "function", "create": "com.example.Missing"}}},
                  {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 0}, "auth": {"ticket":
                    {"type": "function", "create": "%s"}}}]}]}""".formatted(EchoComponent.class.getName());
        Node node = Node.of(configuration(json), Level.WARN);

        assertThatThrownBy(node::start)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.lines("node.json"))
                                .satisfiesExactly(
                                        line -> assertThat(line)
                                                .isEqualTo("node.json:3:5: workers[0].transports[0].auth.ticket: "
                                                        + "class com.example.Missing"
                                                        + " is not on the class path []"),
                                        line -> assertThat(line)
                                                .startsWith(
                                                        "node.json:5:5: workers[0].transports[1].auth.ticket: class ")
                                                .endsWith(" is no io.aerostat.router.authentication."
                                                        + "AuthenticatorFunction")));
    }

    @Test
    void aTesteeReturnsEveryMessage() throws Exception {
        Node node = started("""
                {"version": 2, "workers": [{"type": "websocket-testee", "transport":
                  {"type": "websocket", "id": "web",
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}}}]}""");
        try (node) {
            CompletableFuture<String> echo = new CompletableFuture<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/"),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                    echo.complete(data.toString());
                                    return CompletableFuture.completedStage(null);
                                }
                            })
                    .get(60, TimeUnit.SECONDS);

            socket.sendText("hello", true).get(60, TimeUnit.SECONDS);

            assertThat(echo.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
            socket.abort();
        }
    }

    @Test
    void theControllerCanEndTheNodeWithAGuest() throws Exception {
        String json = """
                {"version": 2, "controller": {"options": {"shutdown": ["%s"]}},
                 "workers": [{"type": "guest", "executable": "sh", "arguments": ["-c", "exit %d"]}]}""";
        try (Node node = started(json.formatted("shutdown_on_worker_exit", 0))) {
            assertThat(node.over().get(60, TimeUnit.SECONDS)).isZero();
        }
        try (Node node = started(json.formatted("shutdown_on_worker_exit_with_error", 3))) {
            assertThat(node.over().get(60, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatIsClosedWhileItStartsEndsQuietly() throws Exception {
        Node node = Node.of(configuration("""
                        {"version": 2, "workers": [{"type": "router", %s, "transports": [%s]},
                          {"type": "container", "components": [{"type": "class", "classname": "com.example.Missing",
                            "realm": "realm1", "transport": {"type": "websocket", "url": "ws://127.0.0.1:1/"}}]}]}
                        """.formatted(REALM, WEB)), Level.ERROR);
        CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> {
            try {
                node.start();
            } catch (StartFailure | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> node.port("web").isPresent());

        node.close();

        starting.get(60, TimeUnit.SECONDS);
    }
}
