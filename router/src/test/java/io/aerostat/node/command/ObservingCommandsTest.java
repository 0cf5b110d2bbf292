package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.command.value.JsonText;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.run.Node;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;
import picocli.CommandLine;

/** Tests the commands {@code top} and {@code trace} at the management socket of a node. */
@Timeout(180)
class ObservingCommandsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Client> clients = new ArrayList<>();
    private Node node;
    private Session ann;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), """
            {"version": 2, "controller": {"management": {"socket": "node socket"}}, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "user", "permissions": [{"uri": "com.",
                "match": "prefix", "allow": {"call": true, "register": true, "publish": true}}]}]}],
              "transports": [{"type": "rawsocket", "endpoint": {"type": "unix", "path": "clients"}, "auth": {"ticket":
                {"type": "static", "principals": {"ann": {"ticket": "secret", "role": "user"},
                  "bob": {"ticket": "secret", "role": "user"}}}}}]}]}
            """);
        node = Node.of(ConfigurationFile.read(file).configuration().orElseThrow(), file, Level.ERROR);
        node.start();
        ann = join("ann");
        ann.register("com.echo", call -> call.args().get(0)).get();
    }

    @AfterEach
    void stop() {
        clients.forEach(Client::close);
        node.close();
    }

    private Session join(String authid) throws Exception {
        Client client = Client.builder()
                .url("unix://" + folder.resolve("clients"))
                .authentication(Authentications.ticket(authid, "secret"))
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .build();
        clients.add(client);
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private int run(String command, String... arguments) {
        CommandLine commandLine = NodeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(
                List.of(command, "--socket", folder.resolve("node socket").toString()));
        all.addAll(List.of(arguments));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private CompletableFuture<Integer> trace(Session session, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("realm1", String.valueOf(session.details().id())));
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> run("trace", all.toArray(String[]::new)));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> exitCode.isDone() || err.toString().contains("tracing session"));
        return exitCode;
    }

    private static Map<?, ?> row(Map<String, ?> report, String table, String key, Object value) {
        return ((List<?>) report.get(table))
                .stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> value.equals(row.get(key)))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void topPrintsRatesAsJson() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!over.isDone()) {
                ann.call("com.echo", 1).join();
            }
        });

        int exitCode = run("top", "--once", "--json", "--interval", "500ms");
        over.complete(null);
        load.join();

        assertThat(exitCode).as(err.toString()).isZero();
        Map<String, ?> report = JsonText.readObject(out.toString());
        Map<?, ?> realm = row(report, "realms", "realm", "realm1");
        Map<?, ?> session = row(report, "sessions", "authid", "ann");
        assertThat((Double) realm.get("calls_per_second")).isPositive();
        assertThat((Long) realm.get("registrations")).isPositive();
        assertThat((Double) session.get("in_per_second")).isPositive();
        assertThat(session.get("session")).isEqualTo(ann.details().id());
        assertThat(report.get("all_sessions")).isEqualTo(true);
        assertThat(report.get("session_count")).isEqualTo(1L);
    }

    @Test
    void topSortsAndLimitsSessions() throws Exception {
        Session bob = join("bob");
        for (int i = 0; i < 10; i++) {
            bob.publishAcknowledged("com.topic").get();
        }

        assertThat(run("top", "--once", "--interval", "10ms", "--sort", "received", "--limit", "1", "realm1"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines().toList())
                .anyMatch(line -> line.startsWith("connections 2, messages "))
                .anyMatch(line -> line.startsWith("realm ") && line.contains("calls/s"))
                .anyMatch(line -> line.equals("sessions: 2, of which 1, by received"))
                .anyMatch(line -> line.contains(" bob "))
                .noneMatch(line -> line.contains(" ann "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top | --sort name | 2 | --sort: found \"name\" (expected in, out, received",
                "top | --once --interval 10ms realm2 | 1 | no realm \"realm2\" exists on this node",
                "trace | realm1 one | 2 | SESSION: found \"one\" (expected the id of a session)",
                "trace | realm1 1 | 1 | wamp.error.no_such_session",
                "trace | realm2 1 | 1 | wamp.error.no_such_realm",
                "trace | --duration never realm1 1 | 2 | --duration: found \"never\"",
                "trace | realm1 | 2 | Missing required parameter: 'SESSION'",
            })
    void aMistakeIsOneLine(String command, String arguments, int exitCode, String expected) {
        assertThat(run(command, arguments.split(" "))).isEqualTo(exitCode);
        assertThat(err.toString().lines()).singleElement().asString().contains(expected);
    }

    @Test
    void traceShowsMessagesWithoutPayloads() throws Exception {
        CompletableFuture<Integer> exitCode = trace(ann, "--count", "2");

        ann.publishAcknowledged("com.topic", "secret").get();

        assertThat(exitCode.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("[-0-9T:.]+Z client -> PUBLISH com.topic request=\\d+ bytes=\\d+"),
                        line -> assertThat(line)
                                .matches("[-0-9T:.]+Z router <- PUBLISHED com.topic request=\\d+ publication=\\d+"));
    }

    @Test
    void traceShowsPayloadsIfAsked() throws Exception {
        CompletableFuture<Integer> text = trace(ann, "--payloads", "--count", "1");
        ann.publishAcknowledged("com.topic", "two\nlines").get();

        assertThat(text.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString()).hasLineCount(1).contains("{\"args\":[\"two\\nlines\"],\"kwargs\":{}}");
    }

    @Test
    void traceEndsWithTheSession() throws Exception {
        CompletableFuture<Integer> exitCode = trace(ann, "--json");
        ann.publishAcknowledged("com.topic").get();

        ann.leave().get(60, TimeUnit.SECONDS);

        assertThat(exitCode.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(err.toString()).contains("the session has ended: ");
        assertThat(JsonText.readObject(out.toString().lines().findFirst().orElseThrow()))
                .containsEntry("type", "PUBLISH")
                .containsEntry("uri", "com.topic")
                .containsEntry("from", "client");
    }

    @Test
    void traceEndsAfterItsTime() throws Exception {
        CompletableFuture<Integer> exitCode = trace(ann, "--duration", "1ms");

        assertThat(exitCode.get(60, TimeUnit.SECONDS)).as(err.toString()).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void statusPrintsAJsonObject() {
        int exitCode = run("status", "--json");

        assertThat(JsonText.readObject(out.toString())).containsKey("state");
        assertThat(exitCode).isBetween(0, 1);
    }

    @Test
    void withoutANodeNobodyAnswers() {
        node.close();

        assertThat(run("top", "--once")).isEqualTo(69);
        assertThat(err.toString()).startsWith("no router answers: ").hasLineCount(1);
    }
}
