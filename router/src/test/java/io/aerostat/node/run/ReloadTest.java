package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.reload.ReloadReport;
import io.aerostat.node.reload.ReloadReport.Outcome;
import io.aerostat.node.reload.ReloadReport.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/** Tests the effects of a changed configuration on a running node and its sessions. */
@Timeout(180)
class ReloadTest {
    private static final String EVERYTHING = "{\"name\": \"anonymous\", \"allow-by-default\": true}";
    private static final String NOTHING = "{\"name\": \"anonymous\", \"permissions\": []}";
    private static final String SERVICE =
            "{\"name\": \"service\", \"permissions\": [{\"uri\": \"\", \"match\": \"prefix\", \"allow\": "
                    + "{\"call\": true, \"register\": true, \"publish\": true, \"subscribe\": true}}]}";

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Node node = Node.of(emptyConfiguration(), Level.WARN);

    private static io.aerostat.node.config.NodeConfiguration emptyConfiguration() {
        return new io.aerostat.node.config.NodeConfiguration(io.aerostat.node.config.Controller.DEFAULT, List.of());
    }

    @BeforeEach
    void place() {
        file = folder.resolve("config.json");
    }

    @AfterEach
    void end() {
        node.close();
    }

    private static String users(String... names) {
        StringBuilder users = new StringBuilder();
        for (String name : names) {
            users.append(users.length() == 0 ? "" : ", ")
                    .append("\"%s\": {\"ticket\": \"secret-%s\", \"role\": \"service\"}".formatted(name, name));
        }
        return users.toString();
    }

    /** Returns the configuration of a router with one port for clients with tickets and anonymous clients. */
    private static String router(String roles, String users, String more) {
        return """
                {"version": 2, "workers": [{"type": "router", "id": "main",
                  "realms": [{"name": "realm1", "roles": [%s]}%s],
                  "transports": [{"type": "web", "id": "web",
                     "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                     "paths": {"/": {"type": "json", "value": [1]},
                       "ws": {"type": "websocket", "auth": {"anonymous": {"type": "static", "role": "anonymous"},
                         "ticket": {"type": "static", "principals": {%s}}}}}}]}]}
                """.formatted(roles, more, users);
    }

    private void start(String json) throws Exception {
        Files.writeString(file, json);
        ConfigurationFile read = ConfigurationFile.read(file);
        assertThat(read.problemLines()).isEmpty();
        node = Node.of(read.configuration().orElseThrow(), file, Level.WARN);
        node.start();
    }

    private ReloadReport reload(String json) throws Exception {
        Files.writeString(file, json);
        return node.reload(false).get(60, TimeUnit.SECONDS);
    }

    private static List<String> lines(ReloadReport report) {
        assertThat(report.problems()).isEmpty();
        return report.outcomes().stream().map(Outcome::toString).toList();
    }

    private String url() {
        return "ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws";
    }

    private Client anonymous() {
        return Client.builder().url(url()).realm("realm1").build();
    }

    private Client user(String name, String password) {
        return Client.builder()
                .url(url())
                .realm("realm1")
                .authentication(Authentications.ticket(name, password))
                .build();
    }

    private static Session joined(Client client) throws Exception {
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private static int one(Session session) throws Exception {
        return session.call("com.example.one").as(Integer.class).get(60, TimeUnit.SECONDS);
    }

    @Test
    void aFileThatSaysTheSameChangesNothing() throws Exception {
        String json = router(EVERYTHING + "," + SERVICE, users("ann"), "");
        start(json);

        ReloadReport report = reload("\n\n  " + json);

        assertThat(lines(report)).isEmpty();
        assertThat(report.isRight()).isTrue();
    }

    @Test
    void aChangedPermissionCountsForTheNextRequestOfASessionThatStays() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        try (Client callee = user("ann", "secret-ann");
                Client caller = anonymous()) {
            joined(callee).register("com.example.one", invocation -> 1).get(60, TimeUnit.SECONDS);
            Session session = joined(caller);
            assertThat(one(session)).isEqualTo(1);

            ReloadReport report = reload(router(NOTHING + "," + SERVICE, users("ann"), ""));

            assertThat(lines(report))
                    .containsExactly("role realm1/anonymous changed: applies to the next request of its sessions"
                            + " (1 session)");
            assertThatThrownBy(() -> one(session)).hasMessageContaining("wamp.error.not_authorized");

            reload(router(EVERYTHING + "," + SERVICE, users("ann"), ""));

            assertThat(one(session)).isEqualTo(1);
            assertThat(session.isJoined()).isTrue();
        }
    }

    @Test
    void aRemovedRoleEndsItsSessionsWithAReasonAndNoOthers() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        try (Client staying = anonymous();
                Client leaving = user("ann", "secret-ann")) {
            Session stays = joined(staying);
            Session goes = joined(leaving);

            reload(router(EVERYTHING, users("ann"), ""));

            assertThat(goes.closed().get(60, TimeUnit.SECONDS).uri()).isEqualTo("wamp.error.no_such_role");
            assertThat(stays.isJoined()).isTrue();
            try (Client again = user("ann", "secret-ann")) {
                assertThatThrownBy(() -> joined(again)).hasMessageContaining("no_such_role");
            }
        }
    }

    @Test
    void aRealmIsAddedAndRemoved() throws Exception {
        String other = ", {\"name\": \"other\", \"roles\": [" + EVERYTHING + "]}";
        start(router(EVERYTHING + "," + SERVICE, users(), ""));
        try (Client staying = anonymous()) {
            Session stays = joined(staying);

            assertThat(lines(reload(router(EVERYTHING + "," + SERVICE, users(), other))))
                    .containsExactly("realm other added: clients can join from now on");

            try (Client client = Client.builder().url(url()).realm("other").build()) {
                Session goes = joined(client);
                assertThat(lines(reload(router(EVERYTHING + "," + SERVICE, users(), ""))))
                        .containsExactly("realm other removed: its sessions get GOODBYE wamp.close.close_realm"
                                + " (1 session)");
                assertThat(goes.closed().get(60, TimeUnit.SECONDS).uri()).isEqualTo("wamp.close.close_realm");
            }
            assertThat(stays.isJoined()).isTrue();
        }
    }

    @Test
    void changedUsersCountForTheNextJoin() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        try (Client first = user("ann", "secret-ann")) {
            Session stays = joined(first);

            ReloadReport report = reload(router(EVERYTHING + "," + SERVICE, users("bob"), ""));

            assertThat(lines(report))
                    .containsExactly("users of web/ws changed: apply to the next session that joins; sessions stay");
            assertThat(stays.isJoined()).isTrue();
            try (Client removed = user("ann", "secret-ann");
                    Client added = user("bob", "secret-bob")) {
                assertThatThrownBy(() -> joined(removed)).hasMessageContaining("wamp.error.not_authorized");
                assertThat(joined(added).isJoined()).isTrue();
            }
            assertThat(stays.isJoined()).isTrue();
        }
    }

    @Test
    void aFileWithAMistakeChangesNothingAndEveryProblemIsReported() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        try (Client client = anonymous()) {
            Session session = joined(client);

            ReloadReport report =
                    reload(router("{\"name\": \"anonymous\", \"permisions\": []}, {\"name\": 7}", "", ""));

            assertThat(report.isRight()).isFalse();
            assertThat(report.outcomes()).isEmpty();
            assertThat(report.problems())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(file + ":2:")
                                    .contains("permisions", "did you mean \"permissions\""),
                            line -> assertThat(line).contains("workers[0].realms[0].roles[1].name"));
            assertThat(session.isJoined()).isTrue();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String ports(String... transports) {
        return """
                {"version": 2, "workers": [{"type": "router", "id": "main",
                  "realms": [{"name": "realm1", "roles": [%s]}], "transports": [%s]}]}
                """.formatted(EVERYTHING, String.join(",", transports));
    }

    private static String port(String id, int port, String paths) {
        return """
                {"type": "web", "id": "%s", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                 "paths": {"ws": {"type": "websocket"}%s}}""".formatted(id, port, paths);
    }

    private Session connected(Client client) throws Exception {
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private static Client at(int port) {
        return Client.builder()
                .url("ws://127.0.0.1:" + port + "/ws")
                .realm("realm1")
                .build();
    }

    @Test
    void aListenerIsAddedMovedAndRemovedWhileItsSessionsStay() throws Exception {
        int first = freePort();
        int second = freePort();
        int third = freePort();
        start(ports(port("web", first, "")));
        try (Client one = at(first);
                Client two = at(second)) {
            Session ofFirst = connected(one);

            assertThat(lines(reload(ports(port("web", first, ""), port("more", second, "")))))
                    .containsExactly("listener more added: opens tcp 127.0.0.1:" + second);
            Session ofSecond = connected(two);

            assertThat(lines(reload(ports(port("web", third, ""), port("more", second, "")))))
                    .containsExactly("listener web changed: opens tcp 127.0.0.1:" + third
                            + ", then closes tcp 127.0.0.1:" + first + "; its sessions stay (1 connection)");
            assertThat(ofFirst.isJoined()).isTrue();
            try (Client moved = at(third);
                    Client gone = at(first)) {
                assertThat(connected(moved).isJoined()).isTrue();
                assertThatThrownBy(() -> connected(gone)).isNotNull();
            }

            assertThat(lines(reload(ports(port("web", third, "")))))
                    .containsExactly("listener more removed: closes tcp 127.0.0.1:" + second
                            + "; its sessions stay until they end (1 connection)");
            ofFirst.register("com.example.one", invocation -> 1).get(60, TimeUnit.SECONDS);
            assertThat(one(ofSecond)).isEqualTo(1);
        }
    }

    @Test
    void aPortThatCannotBeBoundIsReportedAndTheOtherChangesApply() throws Exception {
        start(ports(port("web", 0, "")));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String json = ports(
                    port("web", 0, ", \"a\": {\"type\": \"json\", \"value\": 1}"),
                    port("more", taken.getLocalPort(), ""));

            ReloadReport report = reload(json);

            assertThat(report.isRight()).isFalse();
            assertThat(report.outcomes())
                    .satisfiesExactlyInAnyOrder(
                            outcome -> {
                                assertThat(outcome.status()).isEqualTo(Status.FAILED);
                                assertThat(outcome.message())
                                        .contains("workers[0].transports[1].endpoint", "cannot listen");
                            },
                            outcome -> assertThat(outcome.toString()).startsWith("path web/a added"));
            taken.close();

            assertThat(lines(reload(json)))
                    .containsExactly("listener more added: opens tcp 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aChangedPathCountsForTheNextRequestOnAnOpenConnection() throws Exception {
        start(ports(port("web", 0, ", \"a\": {\"type\": \"json\", \"value\": [1]}")));
        int port = node.port("web").orElseThrow();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Client client = at(port)) {
            Session session = connected(client);
            assertThat(get(http, port, "/a")).isEqualTo("[1]");

            assertThat(lines(reload(ports(port("web", 0, ", \"a\": {\"type\": \"json\", \"value\": [2]}")))))
                    .containsExactly("path web/a changed: applies to the next request; sessions stay");

            assertThat(get(http, port, "/a")).isEqualTo("[2]");
            reload(ports(port("web", 0, "")));
            assertThat(get(http, port, "/a")).contains("404");
            assertThat(node.port("web")).hasValue(port);
            assertThat(session.isJoined()).isTrue();
        }
    }

    private static String get(HttpClient http, int port, String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aComponentAndAContainerRestartAlone() throws Exception {
        start(workers("\"a\"", "\"b\"", "\"c\""));
        try (Client client = at(node.port("web").orElseThrow())) {
            Session session = connected(client);
            assertThat(extra(session, "one")).isEqualTo("a");
            assertThat(extra(session, "two")).isEqualTo("b");
            assertThat(extra(session, "three")).isEqualTo("c");

            assertThat(lines(reload(workers("\"a\"", "\"B\"", "\"c\""))))
                    .containsExactly("component main/two changed: is started again");
            assertThat(extra(session, "two")).isEqualTo("B");

            assertThat(lines(reload(workers("\"a\"", "\"B\"", "\"C\""))))
                    .containsExactly("container box changed: is started again; the others keep running");
            assertThat(extra(session, "three")).isEqualTo("C");
            assertThat(extra(session, "one")).isEqualTo("a");
            assertThat(session.isJoined()).isTrue();
        }
    }

    private static String workers(String one, String two, String three) {
        String component =
                "{\"type\": \"class\", \"id\": \"%s\", \"classname\": \"" + NamedEchoComponent.class.getName()
                        + "\", \"realm\": \"realm1\", \"extra\": {\"procedure\": \"com.example.%s\", \"value\": %s}%s}";
        return """
                {"version": 2, "workers": [
                  {"type": "router", "id": "main", "realms": [{"name": "realm1", "roles": [%s]}],
                   "transports": [%s], "components": [%s, %s]},
                  {"type": "container", "id": "box", "components": [%s]}]}
                """.formatted(
                        EVERYTHING,
                        port("web", 0, ""),
                        component.formatted("one", "one", one, ""),
                        component.formatted("two", "two", two, ""),
                        component.formatted(
                                "three",
                                "three",
                                three,
                                ", \"transport\": {\"type\": \"websocket\", \"url\": "
                                        + "\"ws://localhost/ws\", \"endpoint\": "
                                        + "{\"type\": \"tcp\", \"host\": \"127.0.0.1\", \"port\": \"web\"}}"));
    }

    private static String extra(Session session, String name) throws Exception {
        return session.call("com.example." + name, "value").as(String.class).get(60, TimeUnit.SECONDS);
    }

    @Test
    void limitsApplyAtOnceAndEachReloadNamesPendingRestarts() throws Exception {
        start(ports(port("web", 0, "")));
        String changed = ports(port("web", 0, ""))
                .replace(
                        "\"roles\"",
                        "\"limits\": {\"sessions\": 1}, \"options\": {\"enable_meta_api\": false}, \"roles\"");
        int port = node.port("web").orElseThrow();
        try (Client first = at(port);
                Client second = at(port)) {
            connected(first);

            assertThat(lines(reload(changed)))
                    .containsExactlyInAnyOrder(
                            "realm option realm1/enable_meta_api changed: needs a restart of the node; until then the"
                                    + " old value applies",
                            "realm option realm1/limits (sessions) changed: applies to the next request");
            assertThatThrownBy(() -> connected(second)).hasMessageContaining("sessions: the limit of 1");
            assertThat(lines(reload(changed)))
                    .containsExactly("realm option realm1/enable_meta_api changed: needs a restart of the node; until"
                            + " then the old value applies");
        }
    }

    @Test
    void aDryRunListsTheChangesAndMakesNone() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        try (Client client = anonymous()) {
            Session session = joined(client);
            Files.writeString(file, router(SERVICE, users("ann"), ""));

            ReloadReport report = node.reload(true).get(60, TimeUnit.SECONDS);

            assertThat(lines(report))
                    .containsExactly("role realm1/anonymous removed: its sessions get GOODBYE wamp.error.no_such_role"
                            + " (1 session)");
            assertThat(report.summary()).isEqualTo("1 change would be made");
            assertThat(session.isJoined()).isTrue();
            assertThat(lines(node.reload(true).get(60, TimeUnit.SECONDS))).hasSize(1);
        }
    }

    @Test
    void manyRequestsDuringOneReloadBecomeOneMore() throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        Files.writeString(file, router(EVERYTHING + "," + SERVICE, users("bob"), ""));
        for (int i = 0; i < 100; i++) {
            node.requestReload();
        }
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            try (Client client = user("bob", "secret-bob")) {
                assertThat(joined(client).isJoined()).isTrue();
            }
        });
    }

    @Test
    void aReloadDuringTheStartWaitsAndOneAfterTheEndIsRefused() throws Exception {
        Files.writeString(file, router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        node = Node.of(ConfigurationFile.read(file).configuration().orElseThrow(), file, Level.WARN);
        CompletableFuture<ReloadReport> early = node.reload(false);
        assertThat(early).isNotDone();

        node.start();

        assertThat(lines(early.get(60, TimeUnit.SECONDS))).isEmpty();
        node.close();
        assertThatThrownBy(() -> node.reload(false).get(60, TimeUnit.SECONDS)).hasMessageContaining("is ending");
    }

    @Test
    void aChangedFileIsReloadedIfTheConfigurationAsksForIt() throws Exception {
        String watched = router(EVERYTHING + "," + SERVICE, users("ann"), "")
                .replace("\"workers\"", "\"controller\": {\"options\": {\"reload_on_change\": true}}, \"workers\"");
        start(watched);
        Path next = Files.writeString(folder.resolve("next.json"), watched.replace("ann", "bob"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            try (Client client = user("bob", "secret-bob")) {
                assertThat(joined(client).isJoined()).isTrue();
            }
        });
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("no file", (Spoiling) path -> {}, "there is no such file"),
                arguments("a folder", (Spoiling) Files::createDirectory, "found a folder"),
                arguments("an empty file", (Spoiling) Files::createFile, "the file is empty"),
                arguments(
                        "bytes that are no text",
                        (Spoiling) path -> Files.write(path, new byte[] {'{', '"', (byte) 0xff, '"'}),
                        "UTF-8"));
    }

    /** Replaces the configuration file by something that cannot be read. */
    private interface Spoiling {
        void at(Path file) throws IOException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void aFileThatCannotBeReadChangesNothing(String name, Spoiling spoiling, String problem) throws Exception {
        start(router(EVERYTHING + "," + SERVICE, users("ann"), ""));
        Files.delete(file);
        spoiling.at(file);

        ReloadReport report = node.reload(false).get(60, TimeUnit.SECONDS);

        assertThat(report.isRight()).isFalse();
        assertThat(report.outcomes()).isEmpty();
        assertThat(report.problems()).singleElement().asString().contains(problem);
        try (Client client = user("ann", "secret-ann")) {
            assertThat(joined(client).isJoined()).isTrue();
        }
    }

    @Test
    void aRealmHasTheManagementOnlyForRolesThatMayUseIt() throws Exception {
        String manager = "{\"name\": \"service\", \"permissions\": [{\"uri\": \"aerostat.node.\", \"match\": "
                + "\"prefix\", \"allow\": {\"call\": true}}]}";
        String json = router(EVERYTHING + "," + manager, users("ann"), "")
                .replace("\"workers\"", "\"controller\": {\"management\": {\"realm\": \"realm1\"}}, \"workers\"");
        start(json);
        try (Client operator = user("ann", "secret-ann");
                Client visitor = anonymous()) {
            Session operating = joined(operator);
            Session visiting = joined(visitor);
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(operating
                                    .call("aerostat.node.status")
                                    .as(Map.class)
                                    .get(60, TimeUnit.SECONDS)
                                    .get("state"))
                            .isEqualTo("ready"));
            assertThatThrownBy(() ->
                            visiting.call("aerostat.node.stop").as(Map.class).get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("not_authorized");
            Files.writeString(file, json.replace("ann", "bob"));
            assertThat(operating
                            .call("aerostat.node.reload")
                            .as(Map.class)
                            .get(60, TimeUnit.SECONDS)
                            .get("summary"))
                    .isEqualTo("1 change made");
        }
    }
}
