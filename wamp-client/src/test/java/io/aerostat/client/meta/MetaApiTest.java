package io.aerostat.client.meta;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks which messages the meta API sends, and that it understands the answers of different routers. */
class MetaApiTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();
    private final List<List<@Nullable Object>> args = new CopyOnWriteArrayList<>();
    private final List<Map<String, @Nullable Object>> kwargs = new CopyOnWriteArrayList<>();
    private Session realm;
    private MetaApi meta;

    @BeforeEach
    void join() {
        realm = runtime.join(router);
        meta = MetaApi.of(runtime.join(router));
    }

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    private void answers(String procedure, @Nullable Object... results) {
        realm.register(procedure, invocation -> {
                    args.add(invocation.args());
                    kwargs.add(invocation.kwargs());
                    return Reply.of(results);
                })
                .await(DEADLINE);
    }

    @Test
    void sessions() {
        answers("wamp.session.count", 3);
        answers("wamp.session.list", List.of(1, 2));
        answers(
                "wamp.session.get",
                Map.of("session", 7, "authid", "joe", "authrole", "user", "transport", Map.of("type", "websocket")));
        answers("wamp.session.kill", (Object) null);
        answers("wamp.session.kill_by_authid", List.of(4));
        answers("wamp.session.kill_by_authrole", List.of(4, 5));
        answers("wamp.session.kill_all", 6);

        assertThat(meta.sessions().count().await(DEADLINE)).isEqualTo(3);
        assertThat(meta.sessions().list("user", "admin").await(DEADLINE)).containsExactly(1L, 2L);
        SessionInfo info = meta.sessions().get(7).await(DEADLINE);
        assertThat(info.session()).isEqualTo(7);
        assertThat(info.authid()).contains("joe");
        assertThat(info.authmethod()).isEmpty();
        assertThat(info.transport()).hasValueSatisfying(t -> assertThat(t).containsEntry("type", "websocket"));
        meta.sessions().kill(7, "com.bye", "enough").await(DEADLINE);
        assertThat(meta.sessions().killByAuthid("joe", "com.bye", "x").await(DEADLINE))
                .containsExactly(4L);
        assertThat(meta.sessions().killByAuthrole("user", "com.bye", "x").await(DEADLINE))
                .isEqualTo(2);
        assertThat(meta.sessions().killAll("com.bye", "x").await(DEADLINE)).isEqualTo(6);
        assertThat(args.get(0)).isEmpty();
        assertThat(args.get(1)).containsExactly(List.of("user", "admin"));
        assertThat(kwargs.get(3)).containsEntry("reason", "com.bye").containsEntry("message", "enough");
    }

    @Test
    @Conformance("P11")
    void authorizations() {
        answers("wamp.authorization.purge");

        meta.authorizations().purge().await(DEADLINE);

        assertThat(args).containsExactly(List.of());
    }

    @Test
    void registrations() {
        answers("wamp.registration.list", Map.of("exact", List.of(1), "wildcard", List.of()));
        answers("wamp.registration.lookup", 9);
        answers("wamp.registration.match", (Object) null);
        answers(
                "wamp.registration.get",
                Map.of("id", 9, "created", "2026-01-01T00:00:00Z", "uri", "com.p", "match", ""));
        answers("wamp.registration.list_callees", List.of(5));
        answers("wamp.registration.count_callees", 1);
        answers("wamp.registration.remove_callee");

        assertThat(meta.registrations().list().await(DEADLINE))
                .isEqualTo(new IdsByMatch(List.of(1L), List.of(), List.of()));
        assertThat(meta.registrations().lookup("com.p", MatchPolicy.PREFIX).await(DEADLINE))
                .contains(9L);
        assertThat(meta.registrations().match("com.p").await(DEADLINE)).isEmpty();
        assertThat(meta.registrations().get(9).await(DEADLINE)) // RM-3
                .isEqualTo(new RegistrationInfo(9, "2026-01-01T00:00:00Z", "com.p", "exact", "single"));
        assertThat(meta.registrations().listCallees(9).await(DEADLINE)).containsExactly(5L);
        assertThat(meta.registrations().countCallees(9).await(DEADLINE)).isEqualTo(1);
        meta.registrations().removeCallee(9, 5, "com.why").await(DEADLINE);
        assertThat(args.get(1)).containsExactly("com.p", Map.of("match", "prefix"));
    }

    @Test
    @Conformance("A-38")
    void nothingFoundIsNone() {
        answers("wamp.registration.lookup", 0);
        answers("wamp.subscription.lookup");
        answers("wamp.subscription.match", (Object) null);

        assertThat(meta.registrations().lookup("x", MatchPolicy.EXACT).await(DEADLINE))
                .isEmpty();
        assertThat(meta.subscriptions().lookup("x", MatchPolicy.EXACT).await(DEADLINE))
                .isEmpty();
        assertThat(meta.subscriptions().match("x").await(DEADLINE)).isEmpty();
    }

    @Test
    @Conformance("RET-6")
    void retainedEventsAreForgotten() {
        answers("wamp.subscription.purge_retained", 3);

        assertThat(meta.subscriptions()
                        .purgeRetained("com.t", MatchPolicy.PREFIX)
                        .await(DEADLINE))
                .isEqualTo(3);
    }

    @Test
    @Conformance({"HIS-1", "HIS-2"})
    void history() {
        Map<String, Object> event = Map.of(
                "timestamp",
                "2026-01-01T00:00:00Z",
                "subscription",
                5,
                "publication",
                6,
                "details",
                Map.of("topic", "com.t"),
                "args",
                List.of(1, "two"),
                "kwargs",
                Map.of("k", 3));
        answers("wamp.subscription.get_events", event, event);

        List<PastEvent> events = meta.subscriptions()
                .events(HistoryQuery.of(5)
                        .newestFirst()
                        .limit(10)
                        .from(Instant.EPOCH)
                        .topic("com.t")
                        .beforePublication(99))
                .await(DEADLINE);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).publication()).isEqualTo(6);
        assertThat(events.get(0).details()).containsEntry("topic", "com.t");
        assertThat(events.get(0).arguments().args()).containsExactly(1L, "two");
        assertThat(events.get(0).arguments().kwarg("k", Integer.class)).isEqualTo(3);
        assertThat(args.get(0)).containsExactly(5L);
        assertThat(kwargs.get(0))
                .isEqualTo(Map.of(
                        "reverse",
                        true,
                        "limit",
                        10L,
                        "from_time",
                        "1970-01-01T00:00:00Z",
                        "topic",
                        "com.t",
                        "before_publication",
                        99L));
    }

    @Test
    @Conformance("A-40")
    void historyInOneList() {
        answers("wamp.subscription.get_events", List.of(Map.of("publication", 6)));

        assertThat(meta.subscriptions().events(HistoryQuery.of(5)).await(DEADLINE))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.publication()).isEqualTo(6);
                    assertThat(event.arguments().isEmpty()).isTrue();
                });
    }

    /** The keys of nexus 3.2.2 and 3.3.0 are the names of Go fields, and there is no time. */
    @Test
    @Conformance("A-40")
    void historyOfNexus() {
        Map<String, Object> event = Map.of(
                "Subscription",
                1,
                "Publication",
                7,
                "Details",
                Map.of("publisher", 3),
                "Arguments",
                List.of("x"),
                "ArgumentsKw",
                Map.of("k", 2));
        answers("wamp.subscription.get_events", event);

        PastEvent past =
                meta.subscriptions().events(HistoryQuery.of(1)).await(DEADLINE).get(0);

        assertThat(past.timestamp()).isEmpty();
        assertThat(past.subscription()).isEqualTo(1);
        assertThat(past.publication()).isEqualTo(7);
        assertThat(past.details()).isEqualTo(Map.of("publisher", 3L));
        assertThat(past.arguments().args()).containsExactly("x");
        assertThat(past.arguments().kwargs()).isEqualTo(Map.of("k", 2L));
    }

    /** Crossbar.io sends the newest event first whatever order is requested, and uses other keys. */
    @Test
    @Conformance("A-40")
    void historyOfCrossbar() {
        Map<String, Object> newest = new java.util.HashMap<>(
                Map.of("time_ns", 1_767_225_600_000_000_001L, "realm", "realm1", "publication", 7, "topic", "com.t"));
        newest.put("session_id", null);
        Map<String, Object> older = Map.of(
                "time_ns",
                1_767_225_600_000_000_000L,
                "session_id",
                3,
                "authid",
                "joe",
                "authrole",
                "user",
                "publication",
                6,
                "topic",
                "com.t",
                "args",
                List.of(1));
        answers("wamp.subscription.get_events", List.of(newest, older));

        List<PastEvent> oldestFirst =
                meta.subscriptions().events(HistoryQuery.of(5).limit(2)).await(DEADLINE);
        List<PastEvent> newestFirst =
                meta.subscriptions().events(HistoryQuery.of(5).newestFirst()).await(DEADLINE);

        assertThat(oldestFirst).extracting(PastEvent::publication).containsExactly(6L, 7L);
        assertThat(newestFirst).extracting(PastEvent::publication).containsExactly(7L, 6L);
        assertThat(newestFirst.get(0).details()).isEqualTo(Map.of("topic", "com.t"));
        assertThat(oldestFirst.get(0).timestamp()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(oldestFirst.get(0).arguments().args()).containsExactly(1L);
        assertThat(oldestFirst.get(0).details())
                .isEqualTo(Map.of(
                        "topic", "com.t", "publisher", 3L, "publisher_authid", "joe", "publisher_authrole", "user"));
        // The client always requests an order, because otherwise Aerostat may answer in the form of Crossbar.io, too.
        assertThat(kwargs.get(0)).isEqualTo(Map.of("reverse", false, "limit", 2L));
    }

    @Test
    @Conformance({"TES-1", "TES-2"})
    void testaments() {
        answers("wamp.session.add_testament");
        answers("wamp.session.flush_testaments");

        meta.testaments()
                .add(Publication.of("com.gone").args(1).kwarg("k", "v").retained(), Testaments.Scope.DETACHED)
                .await(DEADLINE);
        meta.testaments().flush(Testaments.Scope.DESTROYED).await(DEADLINE);

        assertThat(args.get(0)).containsExactly("com.gone", List.of(1L), Map.of("k", "v"));
        assertThat(kwargs.get(0)).isEqualTo(Map.of("publish_options", Map.of("retain", true), "scope", "detached"));
        assertThat(kwargs.get(1)).isEqualTo(Map.of("scope", "destroyed"));
    }

    @Test
    void events() {
        List<Object> seen = new ArrayList<>();
        List<Object> synchronizedSeen = java.util.Collections.synchronizedList(seen);
        meta.sessions().onJoin(synchronizedSeen::add).await(DEADLINE);
        meta.sessions().onLeave(synchronizedSeen::add).await(DEADLINE);
        meta.registrations()
                .onCreate((session, info) -> synchronizedSeen.add(info.uri()))
                .await(DEADLINE);
        meta.subscriptions()
                .onDelete((session, id) -> synchronizedSeen.add(session + " " + id))
                .await(DEADLINE);
        realm.publish("wamp.session.on_join", Map.of("session", 7, "authid", "joe"));
        realm.publish("wamp.session.on_leave", 7); // SM-4: some routers send only the session id
        realm.publish(
                "wamp.registration.on_create",
                7,
                Map.of("id", 1, "uri", "com.p", "created", "", "match", "exact", "invoke", "single"));
        realm.publish("wamp.subscription.on_delete", 7, 8);

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(synchronizedSeen).hasSize(4));
        assertThat(((SessionInfo) seen.get(0)).authid()).contains("joe");
        assertThat(((SessionEnd) seen.get(1)).authid()).isEmpty();
        assertThat(seen.subList(2, 4)).containsExactly("com.p", "7 8");
    }

    @Test
    void aRouterWithoutItSaysSo() {
        assertThatThrownBy(() -> meta.sessions().count().await(DEADLINE))
                .isInstanceOfSatisfying(
                        ApplicationError.class, e -> assertThat(e.uri()).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE));
    }
}
