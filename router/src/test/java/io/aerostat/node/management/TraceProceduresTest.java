package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the procedures that trace a session with calls like those of an operator's client. */
@Timeout(180)
class TraceProceduresTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Router router;
    private FakeInspection node;
    private final List<Client> clients = new ArrayList<>();
    private Session operator;
    private Session ann;

    @BeforeEach
    void start() throws Exception {
        router = Router.builder()
                .eventLoops(2)
                .realm(new RealmDefinition(
                        "realm1",
                        RealmOptions.DEFAULT,
                        List.of(
                                Role.withPermissions(
                                        "user", new Permission("com.", MatchPolicy.PREFIX, Set.of(Action.values()))),
                                Role.withPermissions(
                                        "operator",
                                        new Permission("aerostat.node.", MatchPolicy.PREFIX, Set.of(Action.CALL))),
                                Role.withPermissions(
                                        "watcher",
                                        new Permission("aerostat.node.", MatchPolicy.PREFIX, Set.of(Action.CALL)),
                                        new Permission("aerostat.node.trace_payloads", MatchPolicy.EXACT, Set.of())))))
                .start();
        node = new FakeInspection(Map.of("main", router));
        new ManagementProcedures(new ManagementRealmTest.FakeNode(), node)
                .registerIn(router.realm("realm1").orElseThrow());
        operator = join("olga", "operator");
        ann = join("ann", "user");
        // The realm registers the procedures one after the other on another loop.
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() ->
                        !operator.call("aerostat.node.workers").get().args().isEmpty());
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

    private Map<?, ?> ask(Session who, String procedure, Session traced, long after) throws Exception {
        return who.call(Call.of("aerostat.node." + procedure)
                        .args("realm1", traced.details().id())
                        .kwarg("after", after))
                .as(Map.class)
                .get(60, TimeUnit.SECONDS);
    }

    private static List<String> lines(Map<?, ?> page, String... keys) {
        List<String> lines = new ArrayList<>();
        for (Object message : (List<?>) page.get("messages")) {
            Map<?, ?> values = (Map<?, ?>) message;
            lines.add(String.join(
                    " ",
                    List.of(keys).stream()
                            .map(key -> String.valueOf(values.get(key)))
                            .toList()));
        }
        return lines;
    }

    @Test
    void messagesInBothDirectionsAreShownFromTheFirstCallOn() throws Exception {
        ann.register("com.before", call -> null).get();
        assertThat(lines(ask(operator, "trace", ann, 0), "type")).isEmpty();

        ann.register("com.echo", call -> call.args().get(0)).get();
        ann.call("com.echo", "secret").get();
        ann.publishAcknowledged("com.topic", 1).get();

        Map<?, ?> page = ask(operator, "trace", ann, 0);
        assertThat(lines(page, "from", "type", "uri", "outcome"))
                .containsExactly(
                        "client REGISTER com.echo ok",
                        "router REGISTERED com.echo ok",
                        "client CALL com.echo ok",
                        "router INVOCATION com.echo ok",
                        "client YIELD com.echo ok",
                        "router RESULT com.echo ok",
                        "client PUBLISH com.topic ok",
                        "router PUBLISHED com.topic ok");
        assertThat(page.toString()).doesNotContain("secret").contains("registration=", "publication=", "request=");
        assertThat(page.get("next")).isEqualTo(8L);
        assertThat(lines(ask(operator, "trace", ann, 6), "type")).containsExactly("PUBLISH", "PUBLISHED");
        assertThat(node.audited)
                .containsExactly(
                        "olga aerostat.node.trace {session=" + ann.details().id() + "}");
    }

    @Test
    void eventsAndInvocationsShowTheirUriIfTheTraceBeganLater() throws Exception {
        Session bob = join("bob", "user");
        CompletableFuture<String> received = new CompletableFuture<>();
        ann.subscribe("com.topic", event -> received.complete(event.topic())).get();
        Registration echo = ann.register("com.echo", call -> call.args().get(0)).get();
        ask(operator, "trace", ann, 0);

        bob.call("com.echo", 1).get();
        bob.publishAcknowledged("com.topic", 1).get();
        received.get(60, TimeUnit.SECONDS);
        echo.unregister().get();

        assertThat(lines(ask(operator, "trace", ann, 0), "from", "type", "uri"))
                .containsExactly(
                        "router INVOCATION com.echo",
                        "client YIELD com.echo",
                        "router EVENT com.topic",
                        "client UNREGISTER com.echo",
                        "router UNREGISTERED com.echo");
    }

    @Test
    void payloadsAreShownOnlyIfAskedAndPermitted() throws Exception {
        Session watcher = join("wim", "watcher");
        ask(operator, "trace_payloads", ann, 0);

        ann.publishAcknowledged("com.topic", "secret").get();

        assertThat(lines(ask(operator, "trace_payloads", ann, 0), "type", "args", "kwargs"))
                .containsExactly("PUBLISH [secret] {}", "PUBLISHED null null");
        assertThat(ask(operator, "trace", ann, 0).toString()).doesNotContain("secret");
        assertThat(ask(watcher, "trace", ann, 0).toString()).contains("PUBLISH").doesNotContain("secret");
        assertThatThrownBy(() -> ask(watcher, "trace_payloads", ann, 0))
                .hasMessageContaining("wamp.error.not_authorized");
    }

    @Test
    void aTraceIsSwitchedOff() throws Exception {
        ask(operator, "trace", ann, 0);
        ann.publishAcknowledged("com.topic").get();

        ask(operator, "end_trace", ann, 0);

        assertThat(lines(ask(operator, "trace", ann, 0), "type")).isEmpty();
        ask(operator, "end_trace", ann, 0);
        assertThatThrownBy(() -> ask(operator, "end_trace", ann, 0)).hasMessageContaining("wamp.error.no_such_session");
    }

    @Test
    void theEndOfTheSessionIsShown() throws Exception {
        ask(operator, "trace", ann, 0);
        operator.call(Call.of("aerostat.node.kill_session")
                        .args("realm1", ann.details().id())
                        .kwarg("reason", "com.test.enough"))
                .get();

        await().atMost(SOON)
                .until(
                        () -> String.valueOf(ask(operator, "trace", ann, 0).get("ended")),
                        end -> end.contains("com.test.enough"));
    }

    @Test
    void theNumberOfTracesIsBounded() throws Exception {
        for (int i = 0; i < 16; i++) {
            ask(operator, "trace", join("user" + i, "user"), 0);
        }

        assertThatThrownBy(() -> ask(operator, "trace", ann, 0)).hasMessageContaining("limit_exceeded");
    }

    @Test
    void anUnknownSessionIsAnError() {
        assertThatThrownBy(() -> operator.call(Call.of("aerostat.node.trace").args("realm1", 1L))
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("wamp.error.no_such_session");
        assertThatThrownBy(() -> operator.call(Call.of("aerostat.node.trace").args("realm1", "one"))
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("wamp.error.invalid_argument");
    }
}
