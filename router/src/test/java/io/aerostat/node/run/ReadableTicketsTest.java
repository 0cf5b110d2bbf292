package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Checks which configurations cause a warning that tickets cross the network in plain text. */
@Timeout(180)
class ReadableTicketsTest {
    private static final String TICKET =
            "\"auth\": {\"ticket\": {\"type\": \"static\", \"principals\": {\"joe\": {\"ticket\": \"t\", "
                    + "\"role\": \"user\"}}}}";
    private static final String DYNAMIC =
            "\"auth\": {\"ticket\": {\"type\": \"dynamic\", \"authenticator\": \"com.example.authenticate\"}}";
    private static final String FUNCTION =
            "\"auth\": {\"ticket\": {\"type\": \"function\", \"create\": \"com.example.Missing\"}}";
    private static final String CRA =
            "\"auth\": {\"wampcra\": {\"type\": \"static\", \"users\": {\"joe\": {\"secret\": \"s\", "
                    + "\"role\": \"user\"}}}}";
    private static final String OPEN = "\"endpoint\": {\"type\": \"tcp\", \"port\": 0}";
    private static final String LOCAL = "\"endpoint\": {\"type\": \"tcp\", \"interface\": \"127.0.0.1\", \"port\": 0}";
    private static final String UNIX = "\"endpoint\": {\"type\": \"unix\", \"path\": \"router.sock\"}";

    private static RouterWorker worker(String transport, String more) {
        String json = """
                {"version": 2, "workers": [{"type": "router" %s,
                  "realms": [{"name": "realm1", "roles": [{"name": "user"}]}],
                  "transports": [{"id": "door", %s}]}]}""".formatted(more, transport);
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(Path.of(""), name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        return (RouterWorker) file.configuration().orElseThrow().workers().get(0);
    }

    private static String rawSocket(String endpoint, String auth) {
        return "\"type\": \"rawsocket\", " + endpoint + ", " + auth;
    }

    private static String web(String endpoint, String service) {
        return "\"type\": \"web\", " + endpoint
                + ", \"paths\": {\"/\": {\"type\": \"json\", \"value\": 1}, \"a\": {\"type\": \"path\", "
                + "\"paths\": {\"b\": {"
                + service + "}}}}";
    }

    static List<Arguments> transports() {
        return List.of(
                Arguments.of(rawSocket(OPEN, TICKET), true),
                Arguments.of(rawSocket(OPEN, DYNAMIC), true),
                Arguments.of(rawSocket(OPEN, FUNCTION), true),
                Arguments.of(rawSocket(OPEN, CRA), false),
                Arguments.of(rawSocket(LOCAL, TICKET), false),
                Arguments.of(rawSocket(UNIX, TICKET), false),
                Arguments.of("\"type\": \"websocket\", " + OPEN + ", " + TICKET, true),
                Arguments.of(web(OPEN, "\"type\": \"websocket\", " + TICKET), true),
                Arguments.of(web(OPEN, "\"type\": \"longpoll\", " + TICKET), true),
                Arguments.of(web(OPEN, "\"type\": \"websocket\""), false),
                Arguments.of(
                        "\"type\": \"universal\", " + OPEN + ", \"rawsocket\": {\"serializers\": [\"json\"], " + TICKET
                                + "}",
                        true),
                Arguments.of(
                        "\"type\": \"universal\", " + OPEN + ", \"websocket\": {\"ws\": {\"type\": \"websocket\", "
                                + TICKET + "}}",
                        true));
    }

    @ParameterizedTest
    @Conformance("TIC-3")
    @MethodSource("transports")
    void aTransportIsOpenToThemIfOthersCanReadThere(String transport, boolean readable) {
        assertThat(ReadableTickets.on(worker(transport, "").listeners().get(0))).isEqualTo(readable);
    }

    @Test
    @Conformance("TIC-3")
    void theLogNamesTheTransportOnce() throws Exception {
        assertThat(warnings(worker(rawSocket(OPEN, TICKET), "")))
                .singleElement()
                .asString()
                .contains("tcp://0.0.0.0:", "\"door\"", "tickets_in_clear");
    }

    @Test
    @Conformance("TIC-3")
    void aNodeThatRefusesTicketsGetsNoWarning() throws Exception {
        assertThat(warnings(worker(rawSocket(OPEN, TICKET), ", \"tickets_in_clear\": false")))
                .isEmpty();
    }

    private static List<String> warnings(RouterWorker worker) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(RouterRun.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        // The node of an earlier test in this JVM may have left another level.
        logger.setLevel(Level.WARN);
        RouterRun run = RouterRun.start(worker, NodeObservation.Shown.NONE, Set.of());
        try {
            assertThat(run.listen(new HashMap<>())).isEmpty();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
            run.close(Duration.ofSeconds(1)).get();
        }
        return lines.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
