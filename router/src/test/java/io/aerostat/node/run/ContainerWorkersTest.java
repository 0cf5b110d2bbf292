package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.client.Client;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Tests containers of a complete node: how they end, and how large their messages can be. */
@Timeout(300)
class ContainerWorkersTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String ROUTER = """
            {"type": "router",
             "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
             "transports": [{"type": "web", "id": "web",
               "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
               "paths": {"ws": {"type": "websocket", "options": {"auto_ping_interval": 600000}}}}],
                 "components": [%s]}""";

    private static final String CONTAINER = """
            {"type": "container", "options": {%s}, "components": [
              {"type": "class", "classname": "%s", "realm": "realm1",
              "transport": {"type": "websocket", "url": "ws://localhost/ws",
                "endpoint": {"type": "tcp", "host": "127.0.0.1", "port": "web"}}}]}""";

    private final Logger supervision = (Logger) LoggerFactory.getLogger("io.aerostat.host.supervision");
    private final ListAppender<ILoggingEvent> endings = new ListAppender<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void listen() {
        supervision.setLevel(Level.INFO);
        endings.start();
        supervision.addAppender(endings);
    }

    @AfterEach
    void deafen() {
        supervision.detachAppender(endings);
    }

    /** A component that joins and then leaves without a failure. */
    public static final class Leaving implements Component {
        @Override
        public CompletionStage<?> onJoin(Session session) {
            return session.leave();
        }
    }

    /** A component that returns the arguments of its calls. */
    public static final class Echo implements Component {
        @Procedure("com.example.echo")
        public String echo(String text) {
            return text;
        }
    }

    /** A component that fails when it joins. */
    public static final class Failing implements Component {
        @Override
        public CompletionStage<?> onJoin(Session session) {
            throw new IllegalStateException("no helium");
        }
    }

    private Node started(String controller, String component, String... workers) throws Exception {
        String json = "{\"version\": 2, \"controller\": {\"options\": {" + controller + "}}, \"workers\": ["
                + ROUTER.formatted(component) + (workers.length == 0 ? "" : "," + String.join(",", workers)) + "]}";
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        Node node = Node.of(file.configuration().orElseThrow(), org.slf4j.event.Level.WARN);
        node.start();
        return node;
    }

    private List<String> endings(String kind) {
        return List.copyOf(endings.list).stream()
                .map(ILoggingEvent::getMessage)
                .filter(message -> message.startsWith(kind + " ended"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shutdown-on-last-component-stopped | Leaving |
            shutdown-on-any-component-stopped  | Leaving | "shutdown": ["shutdown_on_shutdown_requested"]
            shutdown-on-any-component-failed   | Failing |
            """)
    void aContainerThatEndsAsItsOptionsSayIsNotStartedAgain(String shutdown, String component, String controller)
            throws Exception {
        String container = CONTAINER.formatted(
                "\"shutdown\": \"" + shutdown + "\"",
                component.equals("Leaving") ? Leaving.class.getName() : Failing.class.getName());
        try (Node node = started(controller == null ? "" : controller, "", container)) {
            await().atMost(DEADLINE).until(() -> !endings("container").isEmpty());
            assertThat(endings("container")).containsExactly("container ended");
            assertThat(node.over()).isNotDone();
        }
    }

    @Test
    void aComponentOfTheRouterThatLeavesStaysAway() throws Exception {
        Node node = started(
                "",
                "{\"type\": \"class\", \"classname\": \"%s\", \"realm\": \"realm1\"}"
                        .formatted(Leaving.class.getName()));
        try (node) {
            await().atMost(DEADLINE).until(() -> !endings("component").isEmpty());
            assertThat(endings("component")).containsExactly("component ended");
        }
    }

    @Test
    void aHeapThatCheckFindsLargeEnoughTakesACallOfTheLargestMessage() throws Exception {
        String container = CONTAINER.formatted("\"jvm_options\": [\"-Xmx128m\"]", Echo.class.getName());
        try (Node node = started("", "", container);
                Client client = Client.builder()
                        .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws")
                        .realm("realm1")
                        .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            // Netty's leak detection, which is on in tests, makes the caller slow.
            String answer = session.call("com.example.echo", "x".repeat(15 << 20))
                    .as(String.class)
                    .get(240, TimeUnit.SECONDS);
            assertThat(answer).hasSize(15 << 20);
        }
        assertThat(endings("container")).doesNotContain("container ended and will be started again");
    }
}
