package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Checks that a node's log lines about itself are true, from its start to its end. */
@Timeout(120)
class NodeLifeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String ROUTER = """
            {"version": 2, "workers": [{"type": "router", "id": "main",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [{"type": "web", "id": "web",
                "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                "paths": {"/": {"type": "json", "value": 1}, "info": {"type": "nodeinfo"},
                  "ws": {"type": "websocket"}}}],
              "components": [%s]}%s]}""";

    @TempDir
    private Path folder = Path.of("");

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.aerostat");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.setLevel(ch.qos.logback.classic.Level.DEBUG);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoLonger() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void readyIsLoggedWhenEverythingIsInService() throws Exception {
        try (Node node = started(ROUTER.formatted("", ""))) {
            assertThat(lines()).anyMatch(line -> line.startsWith("ready: 1 router"));
            assertThat(lines())
                    .anyMatch(line -> line.contains("(transport \"web\"): http://127.0.0.1:" + port(node)
                            + "/, ws://127.0.0.1:" + port(node) + "/ws"));
            assertThat(facts(node).get("state").asString()).isEqualTo("ready");
        }
        assertThat(lines())
                .anyMatch(line -> line.startsWith("shutting down"))
                .last()
                .isEqualTo("stopped");
    }

    @Test
    void aComponentWhoseClassIsNotThereIsNamedInsteadOfReady() throws Exception {
        try (Node node = started(ROUTER.formatted(
                "{\"type\": \"class\", \"id\": \"absent\", \"classname\": \"com.example.Absent\", "
                        + "\"realm\": \"realm1\"}",
                ""))) {
            assertThat(lines()).noneMatch(line -> line.startsWith("ready"));
            assertThat(lines())
                    .anyMatch(line -> line.contains("not in service")
                            && line.contains("component absent of main")
                            && line.contains("class com.example.Absent not found"));
            assertThat(facts(node).get("state").asString()).isEqualTo("not ready");
            assertThat(facts(node).get("component absent of main").asString()).isEqualTo("failed");
        }
    }

    @Test
    void aGuestWhoseProgramIsNotThereIsNamedInsteadOfReady() throws Exception {
        try (Node node = started(ROUTER.formatted(
                "", ", {\"type\": \"guest\", \"id\": \"absent\", \"executable\": \"no-such-program\"}"))) {
            assertThat(lines()).noneMatch(line -> line.startsWith("ready"));
            assertThat(lines()).anyMatch(line -> line.contains("guest absent (") && line.contains("no-such-program"));
            assertThat(facts(node).get("guest absent").asString()).isEqualTo("failed");
        }
    }

    @Test
    void aNodeThatIsEndedWhileItStartsNeverSaysThatItIsReady() throws Exception {
        Node node = Node.of(configuration("{\"version\": 2}"), Level.WARN);
        node.close();

        node.start();

        assertThat(lines()).noneMatch(line -> line.startsWith("ready"));
    }

    @Test
    void theLogTellsWhoJoinedDidWhatAndLeftWhy() throws Exception {
        try (Node node = started(ROUTER.formatted("", ""));
                Client client = Client.builder()
                        .url("ws://127.0.0.1:" + port(node) + "/ws")
                        .realm("realm1")
                        .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            session.register("com.example.one", invocation -> 1).get(60, TimeUnit.SECONDS);
            assertThat(session.call("com.example.absent")).failsWithin(DEADLINE);
            assertThat(session.publishAcknowledged("wamp.reserved")).failsWithin(DEADLINE);
            client.close();
            String id = "session " + session.details().id() + ": ";

            await().atMost(DEADLINE).until(() -> linesOf(id).stream().anyMatch(line -> line.contains(" left: ")));
            assertThat(linesOf(id))
                    .anyMatch(line -> line.contains(" joined by anonymous"))
                    .anyMatch(line -> line.equals(id + "register of com.example.one"))
                    .anyMatch(line -> line.contains("wamp.error.no_such_procedure"))
                    .anyMatch(line -> line.contains("publish of wamp.reserved refused"))
                    .last()
                    .asString()
                    .contains(" left: the client sent GOODBYE wamp.close.");
            assertThat(log.list.stream()
                            .filter(event -> event.getFormattedMessage().startsWith(id))
                            .filter(event -> event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.INFO)))
                    .hasSize(2);
        }
    }

    private List<String> linesOf(String session) {
        return lines().stream().filter(line -> line.startsWith(session)).toList();
    }

    @Test
    void partsThatComeIntoServiceLaterAreReportedOnce() {
        List<List<String>> changes = new CopyOnWriteArrayList<>();
        Services[] services = new Services[1];
        services[0] = new Services(() -> {
            if (services[0] != null) {
                changes.add(services[0].missing());
            }
        });
        SupervisionListener listener = services[0].follow("container a", SupervisionListener.NONE);
        services[0].failed("container a", "no such realm");
        assertThat(services[0].missing()).containsExactly("container a (no such realm)");

        assertThat(listener.ended(Ending.failure("exit code 1"))).isTrue();
        assertThat(services[0].missing()).containsExactly("container a (exit code 1)");

        listener.ready();
        services[0].failed("container a", "a late report of its first attempt");
        assertThat(services[0].missing()).isEmpty();
        assertThat(services[0].words()).containsEntry("container a", "in service");

        listener.ended(Ending.success("its job is done"));
        assertThat(services[0].missing()).isEmpty();
        assertThat(services[0].words()).containsEntry("container a", "ended");
        assertThat(changes).isNotEmpty();
    }

    private Node started(String json) throws Exception {
        Node node = Node.of(configuration(json), Level.WARN);
        node.start();
        await().atMost(DEADLINE)
                .until(() -> lines().stream().anyMatch(line -> line.startsWith("ready") || line.startsWith("started")));
        return node;
    }

    private NodeConfiguration configuration(String json) {
        return ConfigurationFile.read("node.json", json, new Surroundings(folder, name -> Optional.empty()))
                .configuration()
                .orElseThrow();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static int port(Node node) {
        return node.port("web").orElseThrow();
    }

    private static JsonNode facts(Node node) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(node) + "/info"))
                .header("Accept", "application/json")
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
