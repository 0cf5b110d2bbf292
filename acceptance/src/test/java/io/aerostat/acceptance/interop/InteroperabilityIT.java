package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tests clients of other projects, each in all four roles, with the Java client as the other peer. A program written
 * with each client checks what it receives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InteroperabilityIT {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Path SCRIPTS = Surroundings.root().resolve("acceptance/src/test/interop");
    private static final Path AUTOBAHN_JAVA = Surroundings.root().resolve("acceptance/autobahn-java/target");

    private final RouterProcess router = RouterProcess.start(SCRIPTS.resolve("config.json"));
    private final URI url = URI.create("ws://127.0.0.1:" + router.port() + "/ws");
    private final Counterpart counterpart = new Counterpart(url, "interop");
    private final Map<String, Report> reports = new TreeMap<>();

    @AfterAll
    void stop() {
        counterpart.close();
        router.close();
    }

    @Test
    @Order(1)
    void autobahnJs() {
        check(run(SCRIPTS.resolve("node"), Surroundings.node(), "run.js", "autobahn"), 3, 26);
    }

    /** This client uses the WebSocket of Node.js. */
    @Test
    @Order(1)
    void autobahnJsOfToday() {
        check(
                run(
                        SCRIPTS.resolve("node"),
                        NodeWithWebSocket.executable(),
                        NodeWithWebSocket.OPTION,
                        "run.js",
                        "autobahn26"),
                3,
                26);
    }

    @Test
    @Order(2)
    void wampy() {
        check(run(SCRIPTS.resolve("node"), Surroundings.node(), "run.js", "wampy"), 3, 26);
    }

    @Test
    @Order(3)
    void autobahnPython() {
        check(run(SCRIPTS.resolve("python"), Surroundings.python(), "-B", "run.py"), 6, 27);
    }

    @Test
    @Order(4)
    void autobahnJava() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = AUTOBAHN_JAVA.resolve("classes") + ":"
                + Files.readString(AUTOBAHN_JAVA.resolve("classpath.txt")).strip();
        String main = "io.aerostat.acceptance.autobahnjava.Main";
        check(run(AUTOBAHN_JAVA, java, "-cp", classPath, main, url.toString(), "20.6.1"), 3, 26);
    }

    /** Writes the page after all other tests, but fails unless all of them have passed. */
    @Test
    @Order(5)
    void theMatrixIsWritten() {
        assertThat(reports).hasSize(5);
        InteroperabilityPage.writeMatrix("clients", "with the router of Aerostat", List.copyOf(reports.values()));
    }

    private void check(Program.Outcome outcome, int serializers, int checks) {
        Report report = Report.of(outcome.output());
        assertThat(report.failures()).as(outcome.output()).isEmpty();
        assertThat(report.isComplete()).as(outcome.output()).isTrue();
        assertThat(report.serializers()).hasSize(serializers);
        assertThat(report.lines()).hasSize(serializers * checks);
        reports.put(report.client() + report.version(), report);
    }

    private Program.Outcome run(Path directory, String... command) {
        Map<String, String> environment = Map.of(
                "ROUTER_URL",
                url.toString(),
                "RAWSOCKET_URL",
                "tcp://127.0.0.1:" + router.port(),
                // package.json replaces the native helper of Wampy.js by another package, so Wampy.js must not use the
                // helper.
                "CBOR_NATIVE_ACCELERATION_DISABLED",
                "true");
        return Program.run(directory, environment, DEADLINE, List.of(command));
    }
}
