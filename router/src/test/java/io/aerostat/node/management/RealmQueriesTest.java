package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.SlowConsumer;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the procedures about realms with calls like those of an operator's client. */
@Timeout(180)
class RealmQueriesTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    /** A small budget, which few events fill. The router does not end the session of a slow consumer. */
    private static final OutboundOptions DROPPING =
            new OutboundOptions(OptionalLong.of(65_536), Optional.of(SlowConsumer.DROP));

    private Router router;
    private FakeInspection node;
    private final List<Client> clients = new ArrayList<>();
    private Session operator;

    @BeforeEach
    void start() throws Exception {
        Role everything = Role.withPermissions("user", new Permission("", MatchPolicy.PREFIX, Set.of(Action.values())));
        Role operators = Role.withPermissions(
                "operator", new Permission(ManagementProcedures.PREFIX, MatchPolicy.PREFIX, Set.of(Action.CALL)));
        router = Router.builder()
                .eventLoops(2)
                .realm(new RealmDefinition(
                        "realm1",
                        RealmOptions.DEFAULT.withOutbound(Map.of("anonymous", DROPPING)),
                        List.of(everything, operators, Role.allowingAll("anonymous"))))
                .listen(Listener.rawSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        node = new FakeInspection(Map.of("main", router));
        new ManagementProcedures(new ManagementRealmTest.FakeNode(), node)
                .registerIn(router.realm("realm1").orElseThrow());
        operator = join("olga", "operator");
        // The realm registers the procedures one after the other on another loop. The last one about realms is
        // kill_session.
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> killsNobody());
    }

    @AfterEach
    void stop() {
        clients.forEach(Client::close);
        router.close(Duration.ofSeconds(5)).join();
    }

    private Session join(String authid, String role) throws Exception {
        Client client = Client.builder()
                .router(router.local(authid, role))
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .build();
        clients.add(client);
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private boolean killsNobody() throws Exception {
        try {
            return !ask("kill_session", Map.of("realm", "realm1", "session", 1)).isEmpty();
        } catch (ExecutionException e) {
            return e.getMessage().contains("no_such_session");
        }
    }

    private Map<String, Object> ask(String procedure, Map<String, ?> arguments) throws Exception {
        return texts(operator.call(Call.of("aerostat.node." + procedure).kwargs(arguments))
                .as(Map.class)
                .get(60, TimeUnit.SECONDS));
    }

    private static List<Map<String, Object>> list(Map<String, Object> answer, String key) {
        List<Map<String, Object>> maps = new ArrayList<>();
        ((List<?>) answer.get(key)).forEach(one -> maps.add(texts((Map<?, ?>) one)));
        return maps;
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
    }

    @Test
    void sessionsComeInPages() throws Exception {
        Set<Object> expected = new HashSet<>(Set.of(operator.details().id()));
        for (int i = 0; i < 24; i++) {
            expected.add(join("user" + i, "user").details().id());
        }

        List<Object> seen = new ArrayList<>();
        Object next = 0;
        int pages = 0;
        do {
            Map<String, Object> page = ask("sessions", Map.of("realm", "realm1", "limit", 10, "after", next));
            assertThat(page.get("selected")).isEqualTo(25L);
            list(page, "sessions").forEach(session -> seen.add(((Number) session.get("session")).longValue()));
            next = page.get("next");
            pages++;
        } while (((Number) next).longValue() != 0);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "search, ANN, 1",
        "search, user, 2",
        "authid, ann, 1",
        "authid, an, 0",
        "authrole, user, 2",
        "authrole, operator, 1",
        "transport, native, 3",
        "transport, websocket, 0",
        "transport, nat, 0",
        "address, local, 3",
        "address, 192.0.2.1, 0",
        "search, <img, 1"
    })
    void sessionsAreFiltered(String key, String value, long expected) throws Exception {
        join("ann", "user");
        join(HOSTILE, "user");

        Map<String, Object> page = ask("sessions", Map.of("realm", "realm1", key, value));

        assertThat(page.get("selected")).isEqualTo(expected);
        assertThat(list(page, "sessions")).hasSize((int) expected);
    }

    @Test
    void aSessionIsShownWithItsCounts() throws Exception {
        Session ann = join("ann", "user");
        ann.subscribe("com.example.topic", event -> {}).get(60, TimeUnit.SECONDS);

        Map<String, Object> shown = ask(
                "session", Map.of("realm", "realm1", "session", ann.details().id()));

        assertThat(shown.get("authid")).isEqualTo("ann");
        assertThat(shown.get("authrole")).isEqualTo("user");
        assertThat(shown.get("transport")).isEqualTo("native/memory");
        assertThat(shown.get("received")).isEqualTo(1L);
        assertThat(shown.get("waiting_bytes")).isEqualTo(0L);
    }

    @Test
    void aKilledSessionEndsAndTheAuditLogNamesItsCaller() throws Exception {
        Session ann = join("ann", "user");

        ask("kill_session", Map.of("realm", "realm1", "session", ann.details().id(), "reason", "com.example.bye"));

        await().atMost(Duration.ofMinutes(1)).until(() -> !ann.isJoined());
        assertThat(node.audited)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("olga aerostat.node.kill_session")
                        .contains("session=" + ann.details().id(), "reason=com.example.bye"));
    }

    @Test
    void theTreesHaveOneBranchForEachComponent() throws Exception {
        Session ann = join("ann", "user");
        ann.register("com.example.add", invocation -> 1).get(60, TimeUnit.SECONDS);
        ann.register("com.example", invocation -> 1).get(60, TimeUnit.SECONDS);
        ann.subscribe("com.example.news", event -> {}).get(60, TimeUnit.SECONDS);
        ann.subscribe(TopicFilter.wildcard("com..news"), event -> {}).get(60, TimeUnit.SECONDS);

        List<Map<String, Object>> roots = list(ask("registrations", Map.of("realm", "realm1")), "branches");
        assertThat(roots).extracting(branch -> branch.get("name")).containsExactly("aerostat", "com");
        assertThat(roots.get(1).get("below")).isEqualTo(2L);

        List<Map<String, Object>> com =
                list(ask("registrations", Map.of("realm", "realm1", "parent", "com")), "branches");
        assertThat(com).singleElement().satisfies(branch -> {
            assertThat(branch.get("uri")).isEqualTo("com.example");
            assertThat(branch.get("below")).isEqualTo(1L);
            assertThat(list(branch, "entries")).singleElement().satisfies(entry -> {
                assertThat(entry.get("match")).isEqualTo("exact");
                assertThat(entry.get("invoke")).isEqualTo("single");
                assertThat(entry.get("members")).isEqualTo(1L);
            });
        });

        Map<String, Object> first = ask("subscriptions", Map.of("realm", "realm1", "parent", "com", "limit", 1));
        assertThat(list(first, "branches"))
                .extracting(branch -> branch.get("uri"))
                .containsExactly("com.");
        Map<String, Object> second =
                ask("subscriptions", Map.of("realm", "realm1", "parent", "com", "after", first.get("next")));
        assertThat(list(second, "branches"))
                .extracting(branch -> branch.get("uri"))
                .containsExactly("com.example");
        assertThat(second.containsKey("next")).isFalse();
        assertThat(list(ask("subscriptions", Map.of("realm", "realm1", "parent", "com.")), "branches"))
                .singleElement()
                .satisfies(branch -> assertThat(list(branch, "entries"))
                        .extracting(entry -> entry.get("uri"))
                        .containsExactly("com..news"));
    }

    @Test
    void realmsAndNumbersAreCounted() throws Exception {
        Session ann = join("ann", "user");
        ann.register("com.example.add", invocation -> 1).get(60, TimeUnit.SECONDS);
        ann.call("com.example.add").as(Integer.class).get(60, TimeUnit.SECONDS);

        Map<String, Object> realms = ask("realms", Map.of());
        assertThat(realms.get("count")).isEqualTo(1L);
        assertThat(realms.get("next")).isEqualTo("");
        Map<String, Object> realm = list(realms, "realms").get(0);
        assertThat(realm.get("realm")).isEqualTo("realm1");
        assertThat(realm.get("router")).isEqualTo("main");
        assertThat(realm.get("sessions")).isEqualTo(2L);
        assertThat(list(realm, "roles")).extracting(role -> role.get("role")).contains("user", "operator");

        Map<String, Object> numbers = ask("numbers", Map.of());
        Map<String, Object> main = list(numbers, "routers").get(0);
        assertThat(main.get("router")).isEqualTo("main");
        Map<?, ?> calls = (Map<?, ?>) texts((Map<?, ?>) main.get("realms")).get("calls");
        assertThat(((Number) calls.get("result")).intValue()).isPositive();
    }

    @Test
    void aSessionWhoseClientDoesNotReadIsASlowConsumer() throws Exception {
        Session ann = join("ann", "user");
        String text = "x".repeat(100_000);
        try (RawPeer peer = Framing.RAW_SOCKET.join(router.listeners().get(0).port())) {
            peer.subscribe("com.example.topic");
            assertThat(slowConsumers()).isEmpty();

            // The socket accepts the first events; those after them fill the budget.
            await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> {
                ann.publishAcknowledged("com.example.topic", text).get(60, TimeUnit.SECONDS);
                return slowConsumers().stream().anyMatch(session -> Boolean.TRUE.equals(session.get("is_slow")));
            });

            assertThat(slowConsumers()).singleElement().satisfies(session -> {
                assertThat(session.get("session")).isEqualTo(peer.session());
                assertThat((Long) session.get("waiting_bytes")).isPositive();
                assertThat((Long) session.get("dropped_events")).isPositive();
            });
        }
    }

    private List<Map<String, Object>> slowConsumers() throws Exception {
        return list(ask("slow_consumers", Map.of("realm", "realm1")), "sessions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessions | {} | wamp.error.invalid_argument | realm: it is missing",
                "sessions | {realm=nowhere} | wamp.error.no_such_realm | nowhere",
                "sessions | {realm=realm1, limit=many} | wamp.error.invalid_argument | limit: found something else",
                "sessions | {realm=realm1, after=x} | wamp.error.invalid_argument | after: found something else",
                "session | {realm=realm1} | wamp.error.invalid_argument | session: it is missing",
                "kill_session | {realm=realm1, session=x} | wamp.error.invalid_argument | session: found something",
                "kill_session | {realm=realm1, session=7} | wamp.error.no_such_session | 7",
                "kill_session | {realm=realm1, session=7, reason=a b} | wamp.error.invalid_argument | reason: found",
            })
    void aWrongArgumentIsRefused(String procedure, String arguments, String uri, String text) {
        Map<String, Object> kwargs = new HashMap<>();
        for (String pair : arguments.substring(1, arguments.length() - 1).split(", ")) {
            String[] parts = pair.split("=");
            if (parts.length == 2) {
                kwargs.put(parts[0], parts[1].matches("\\d+") ? (Object) Long.valueOf(parts[1]) : parts[1]);
            }
        }

        assertThatThrownBy(() -> ask(procedure, kwargs))
                .hasMessageContaining(uri)
                .hasMessageContaining(text);
        assertThat(node.audited).isEmpty();
    }

    @Test
    void workersAreShownAndStartedAgain() throws Exception {
        assertThat(list(ask("workers", Map.of()), "workers")).singleElement().satisfies(worker -> {
            assertThat(worker.get("worker")).isEqualTo("guest one");
            assertThat(worker.get("state")).isEqualTo("in service");
        });
        assertThat(ask("worker_output", Map.of("worker", "guest one")).get("lines"))
                .isEqualTo(List.of("hello"));
        assertThat(texts((Map<?, ?>) ask("configuration", Map.of()).get("configuration")))
                .containsEntry("version", 2L);

        ask("restart_worker", Map.of("worker", "guest one"));

        assertThat(node.restarted).containsExactly("guest one");
        assertThat(node.audited).containsExactly("olga aerostat.node.restart_worker {worker=guest one}");
        assertThatThrownBy(() -> ask("restart_worker", Map.of("worker", "guest two")))
                .hasMessageContaining("wamp.error.invalid_argument")
                .hasMessageContaining("guest two");
    }

    @Test
    void aRefusedRestartIsReportedAndNotAudited() {
        node.isEnding = true;

        assertThatThrownBy(() -> ask("restart_worker", Map.of("worker", "guest one")))
                .hasMessageContaining("wamp.error.runtime_error")
                .hasMessageContaining("guest one: not restarted: the node is ending");
        assertThat(node.audited).isEmpty();
    }

    @Test
    void anOperatorCannotKillTheOwnSession() {
        assertThatThrownBy(() -> ask(
                        "kill_session",
                        Map.of("realm", "realm1", "session", operator.details().id())))
                .hasMessageContaining("the caller's own");
    }

    @Test
    void aRuleThatAllowsEverythingDoesNotAllowManagement() throws Exception {
        Session ann = join("ann", "user");

        assertThatThrownBy(() -> ann.call("aerostat.node.sessions", "realm1")
                        .as(Map.class)
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("not_authorized");
    }
}
