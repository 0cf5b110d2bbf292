package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests clients of other projects that send the values of their language to the Java client. The Java client uses
 * MessagePack, and returns each received value. The test writes the returned values to docs/wamp.md. A session must
 * survive each value that its client sends, even when the router refuses the value.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientValuesIT {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Path SCRIPTS = Surroundings.root().resolve("acceptance/src/test/interop");
    private static final List<String> SERIALIZERS = List.of("json", "msgpack", "cbor");

    private final RouterProcess router = RouterProcess.start(SCRIPTS.resolve("config.json"));
    private final URI url = URI.create("ws://127.0.0.1:" + router.port() + "/ws");
    private final Counterpart counterpart = new Counterpart(url, "interop");

    @AfterAll
    void stop() {
        counterpart.close();
        router.close();
    }

    @Test
    void everySessionSurvivesEveryValueOfItsLanguage() {
        // when: all programs run at the same time
        ExecutorService together = Executors.newCachedThreadPool();
        List<CompletableFuture<String>> running = new ArrayList<>();
        running.add(start(together, "node", Surroundings.node(), "values.js", "autobahn"));
        running.add(start(
                together, "node", NodeWithWebSocket.executable(), NodeWithWebSocket.OPTION, "values.js", "autobahn26"));
        running.add(start(together, "node", Surroundings.node(), "values.js", "wampy"));
        running.add(start(together, "python", Surroundings.python(), "-B", "values.py"));
        List<String> outputs = running.stream().map(CompletableFuture::join).toList();
        together.shutdown();

        // then: no session was lost, and each value has a cell for each serializer
        List<Report> reports = new ArrayList<>();
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String output : outputs) {
            Report report = Report.of(output);
            assertThat(report.isComplete()).as(output).isTrue();
            assertThat(report.failures()).as(report.client()).isEmpty();
            List<String> values =
                    report.lines().stream().map(Report.Line::check).distinct().toList();
            assertThat(values).as(report.client()).hasSizeGreaterThan(25);
            assertThat(report.serializers()).as(report.client()).containsExactlyInAnyOrderElementsOf(SERIALIZERS);
            assertThat(report.lines()).as(report.client()).hasSize(values.size() * SERIALIZERS.size());
            reports.add(report);
            tables.computeIfAbsent(rows(report, values), rows -> new ArrayList<>())
                    .add(report.client().replace("|", "\\|") + " " + report.version());
        }
        assertThat(reports)
                .filteredOn(ClientValuesIT::isOfJavaScript)
                .hasSize(3)
                .allSatisfy(report -> {
                    assertThat(cell(report, "undefined", "cbor")).isEqualTo("`null`");
                    assertThat(cell(report, "new Date(1700000000123)", "msgpack"))
                            .isEqualTo("as sent");
                    assertThat(cell(report, "new Date(1700000000123)", "cbor")).isEqualTo("as sent");
                });
        assertThat(reports).last().satisfies(report -> {
            assertThat(cell(report, "Decimal(\"3.14\")", "cbor")).isEqualTo("`3.14`");
            assertThat(cell(report, "Fraction(1, 3)", "cbor")).isEqualTo("refused");
        });
        WrittenSection.replace(ValuesTable.PAGE, "values of clients", page(tables));
    }

    private static boolean isOfJavaScript(Report report) {
        return !report.client().equals("Autobahn|Python");
    }

    private CompletableFuture<String> start(ExecutorService together, String directory, String... command) {
        Map<String, String> environment = Map.of(
                "ROUTER_URL",
                url.toString(),
                "RAWSOCKET_URL",
                "tcp://127.0.0.1:" + router.port(),
                // package.json replaces the native helper of Wampy.js by another package, so Wampy.js must not use the
                // helper.
                "CBOR_NATIVE_ACCELERATION_DISABLED",
                "true");
        return CompletableFuture.supplyAsync(
                () -> Program.run(SCRIPTS.resolve(directory), environment, DEADLINE, List.of(command))
                        .output(),
                together);
    }

    /** Returns the tables. Clients that treat all values in the same way share one table. */
    private static String page(Map<String, List<String>> tables) {
        List<String> written = new ArrayList<>();
        tables.forEach((rows, clients) -> written.add("| " + String.join(", ", clients)
                + " | JSON | MessagePack | CBOR |\n| --- | --- | --- | --- |\n" + rows));
        return String.join("\n", written);
    }

    private static String rows(Report report, List<String> values) {
        StringBuilder rows = new StringBuilder();
        for (String value : values) {
            rows.append("| `").append(value).append("` |");
            SERIALIZERS.forEach(serializer -> rows.append(' ')
                    .append(cell(report, value, serializer).replace("|", "\\|"))
                    .append(" |"));
            rows.append('\n');
        }
        return rows.toString();
    }

    private static String cell(Report report, String value, String serializer) {
        return report.lines().stream()
                .filter(line -> line.check().equals(value) && line.serializer().equals(serializer))
                .map(Report.Line::why)
                .findAny()
                .orElseThrow();
    }
}
