package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.link.DownReason;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the meta API of a realm on several nodes. */
class MetaTest {
    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");

    @AfterEach
    void close() {
        a.close();
        b.close();
        fabric.close();
    }

    @Test
    @Conformance("SM-1")
    void sessionsOfAllNodesAreCountedListedAndShown() {
        TestClient here = a.client("anna", "app");
        TestClient there = b.client("bert", "other");

        assertThat(here.result("wamp.session.count")).isEqualTo(2L);
        assertThat(there.result("wamp.session.count", List.of("other"))).isEqualTo(1L);
        assertThat(ids(here.result("wamp.session.list"))).containsExactlyInAnyOrder(here.id, there.id);
        assertThat(here.result("wamp.session.get", there.id))
                .isInstanceOfSatisfying(
                        Map.class, details -> assertThat(details.get("authid")).isEqualTo("bert"));
        assertThat(here.error("wamp.session.get", 4711L)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
    }

    private static List<Object> ids(@Nullable Object list) {
        assertThat(list).isInstanceOf(List.class);
        return List.copyOf((List<?>) list);
    }

    @Test
    @Conformance("SM-1")
    void aSessionOfAnotherNodeIsKilled() {
        TestClient here = a.client();
        TestClient there = b.client();

        here.result("wamp.session.kill", there.id, "com.app.reason");

        assertThat(there.take(Goodbye.class).reason()).isEqualTo("com.app.reason");
        await().untilAsserted(
                        () -> assertThat(here.result("wamp.session.count")).isEqualTo(1L));
        assertThat(here.error("wamp.session.kill", here.id)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
    }

    @Test
    @Conformance("SM-2")
    void sessionsOfAllNodesAreKilledByAuthidByRoleAndAltogether() {
        TestClient here = a.client("anna", "app");
        TestClient twin = a.client("twin", "app");
        TestClient otherTwin = b.client("twin", "app");
        TestClient byRole = b.client("carl", "other");
        TestClient last = b.client("dora", "app");

        assertThat(ids(here.result("wamp.session.kill_by_authid", "twin")))
                .containsExactlyInAnyOrder(twin.id, otherTwin.id);
        twin.take(Goodbye.class);
        otherTwin.take(Goodbye.class);
        assertThat(here.result("wamp.session.kill_by_authrole", "other")).isEqualTo(1L);
        byRole.take(Goodbye.class);
        assertThat(here.result("wamp.session.kill_all")).isEqualTo(1L);
        last.take(Goodbye.class);
    }

    @Test
    @Conformance({"RM-4", "ID-3"})
    void registrationsAreTheSameFromEveryNode() {
        TestClient callee = b.client();
        long registration = callee.register("com.app.work");
        TestClient here = a.client();

        for (TestClient asking : List.of(here, callee)) {
            assertThat(asking.result("wamp.registration.lookup", "com.app.work"))
                    .isEqualTo(registration);
            assertThat(asking.result("wamp.registration.match", "com.app.work")).isEqualTo(registration);
            assertThat(asking.result("wamp.registration.count_callees", registration))
                    .isEqualTo(1L);
            assertThat(asking.result("wamp.registration.list_callees", registration))
                    .isEqualTo(List.of(callee.id));
        }
        Map<?, ?> fromHere = details(here.result("wamp.registration.get", registration));
        assertThat(fromHere).isEqualTo(details(callee.result("wamp.registration.get", registration)));
    }

    private static Map<?, ?> details(@Nullable Object dictionary) {
        assertThat(dictionary).isInstanceOf(Map.class);
        return (Map<?, ?>) dictionary;
    }

    @Test
    void eachNodeAnswersForItselfWhenItIsManaged() {
        for (TestNode node : List.of(a, b)) {
            PayloadValues name = new PayloadValues(List.of(node == a ? "a" : "b"), Map.of());
            node.router
                    .realm("realm1")
                    .orElseThrow()
                    .register("aerostat.node.name", arguments -> CompletableFuture.completedFuture(name));
        }
        TestClient here = a.client("olga", Principal.TRUSTED);
        TestClient there = b.client("olga", Principal.TRUSTED);

        await().untilAsserted(
                        () -> assertThat(here.result("aerostat.node.name")).isEqualTo("a"));
        await().untilAsserted(
                        () -> assertThat(there.result("aerostat.node.name")).isEqualTo("b"));
    }

    @Test
    void aPatternOfAnApplicationNeverAnswersInPlaceOfANode() {
        TestClient callee = a.client();
        callee.register("", new RegisterOptions(MatchPolicy.PREFIX, InvocationPolicy.SINGLE, false, false, 0, false));
        TestClient caller = a.client("olga", Principal.TRUSTED);

        assertThat(caller.error("aerostat.node.name")).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    @Conformance("REV-4")
    void aCalleeOfAnotherNodeIsRemoved() {
        TestClient callee = b.client();
        long registration = callee.register("com.app.work");
        TestClient here = a.client();

        here.result("wamp.registration.remove_callee", registration, callee.id, "com.app.reason");

        Unregistered told = callee.take(Unregistered.class);
        assertThat(told.revocation()).isNotNull();
        assertThat(told.revocation().reason()).isEqualTo("com.app.reason");
        await().untilAsserted(() -> assertThat(here.result("wamp.registration.lookup", "com.app.work"))
                .isNull());
    }

    @Test
    @Conformance({"SBM-1", "ID-3"})
    void subscriptionsAndSubscribersAreTheSameFromEveryNode() {
        TestClient here = a.client();
        TestClient there = b.client();
        long subscription = there.subscribe("com.app.topic");
        here.subscribe("com.app.topic");

        for (TestClient asking : List.of(here, there)) {
            assertThat(asking.result("wamp.subscription.lookup", "com.app.topic"))
                    .isEqualTo(subscription);
            assertThat(asking.result("wamp.subscription.match", "com.app.topic"))
                    .isEqualTo(List.of(subscription));
            assertThat(asking.result("wamp.subscription.count_subscribers", subscription))
                    .isEqualTo(2L);
            assertThat(ids(asking.result("wamp.subscription.list_subscribers", subscription)))
                    .containsExactlyInAnyOrder(here.id, there.id);
            assertThat(details(asking.result("wamp.subscription.list", there.id))
                            .get("exact"))
                    .isEqualTo(List.of(subscription));
        }
    }

    @Test
    @Conformance("SRV-4")
    void aSubscriberOfAnotherNodeIsRemoved() {
        TestClient there = b.client();
        long subscription = there.subscribe("com.app.topic");

        a.client().result("wamp.subscription.remove_subscriber", subscription, there.id);

        Unsubscribed told = there.take(Unsubscribed.class);
        assertThat(told.revocation()).isNotNull();
        assertThat(told.revocation().id()).isEqualTo(subscription);
    }

    @Test
    @Conformance({"SM-3", "SM-4"})
    void joinsAndLeavesAreAnnouncedOnceInTheCluster() {
        TestClient watching = a.client();
        watching.subscribe("wamp.session.on_join");
        watching.subscribe("wamp.session.on_leave");

        TestClient there = b.client("bert", "app");
        Event joined = watching.event();
        there.lose();
        Event left = watching.event();

        assertThat(details(TestClient.args(joined).get(0)).get("session")).isEqualTo(there.id);
        assertThat(TestClient.args(left).get(0)).isEqualTo(there.id);
        watching.result("wamp.session.count");
        watching.expectNothing();
    }

    @Test
    @Conformance({"RM-1", "RM-2"})
    void registrationsAreAnnouncedOnceInTheCluster() {
        TestClient watching = a.client();
        watching.subscribe("wamp.registration", MatchPolicy.PREFIX);
        TestClient callee = b.client();

        long registration = callee.register("com.app.work");
        callee.unregister(registration);

        assertThat(watching.event().details().topic()).isEqualTo("wamp.registration.on_create");
        assertThat(watching.event().details().topic()).isEqualTo("wamp.registration.on_register");
        assertThat(watching.event().details().topic()).isEqualTo("wamp.registration.on_unregister");
        assertThat(watching.event().details().topic()).isEqualTo("wamp.registration.on_delete");
        watching.result("wamp.session.count");
        watching.expectNothing();
    }

    @Test
    @Conformance({"TES-1", "P27"})
    void testamentsOfALostNodeArePublishedOnceByTheOthers() {
        try (TestNode c = new TestNode(fabric, "c")) {
            TestClient here = a.client();
            TestClient further = c.client();
            here.subscribe("com.app.will");
            further.subscribe("com.app.will");
            TestClient testator = b.client("bert", "app");
            testator.result("wamp.session.add_testament", "com.app.will", List.of("bye", 7L), Map.of());

            fabric.isolate(b.node);

            assertThat(TestClient.args(here.event())).containsExactly("bye", 7L);
            assertThat(TestClient.args(further.event())).containsExactly("bye", 7L);
            here.publish("com.app.will", "fence");
            assertThat(TestClient.args(further.event())).containsExactly("fence");
        }
    }

    @Test
    @Conformance("P27")
    void testamentsOfLiveSessionsAreNotPublished() {
        TestClient here = a.client();
        here.subscribe("com.app.will");
        TestClient testator = b.client("bert", "app");
        testator.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());

        fabric.cut(a.node, b.node);
        fabric.heal(a.node, b.node);
        await().untilAsserted(
                        () -> assertThat(testator.result("wamp.session.count")).isEqualTo(2L));
        testator.publish("com.app.will", "first");
        assertThat(TestClient.args(here.event())).containsExactly("first");
        await().untilAsserted(() -> assertThat(a.network.heldSessions()).isZero());

        testator.publish("com.app.will", "alive");
        assertThat(TestClient.args(here.event())).containsExactly("alive");
    }

    @Test
    @Conformance("P27")
    void aNodeThatIsCutOffItselfWaitsUntilItReachesOthers() {
        TestClient here = a.client();
        here.subscribe("com.app.will");
        TestClient testator = b.client("bert", "app");
        testator.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());

        fabric.cut(a.node, b.node, DownReason.DISCONNECTED);
        await().during(Duration.ofMillis(900))
                .untilAsserted(() -> assertThat(a.network.heldSessions()).isLessThanOrEqualTo(1));
        assertThat(a.network.heldSessions()).isEqualTo(1);
        fabric.heal(a.node, b.node);
        await().untilAsserted(() -> assertThat(a.network.heldSessions()).isZero());

        testator.publish("com.app.will", "alive");
        assertThat(TestClient.args(here.event())).containsExactly("alive");
    }

    @Test
    @Conformance("TES-7")
    void testamentsOfANodeThatLeavesAreNotPublished() {
        TestClient here = a.client();
        here.subscribe("com.app.will");
        TestClient testator = b.client("bert", "app");
        testator.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());

        fabric.cut(a.node, b.node, DownReason.LEFT);
        await().untilAsserted(
                        () -> assertThat(here.result("wamp.session.count")).isEqualTo(1L));
        await().untilAsserted(() -> assertThat(a.network.heldSessions()).isZero());

        a.client().publish("com.app.will", "fence");
        assertThat(TestClient.args(here.event())).containsExactly("fence");
    }

    @Test
    @Conformance("TES-6")
    void testamentsOfASessionThatIsLostArePublishedOnce() {
        TestClient here = a.client();
        here.subscribe("com.app.will");
        TestClient testator = b.client("bert", "app");
        testator.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());

        testator.lose();
        assertThat(TestClient.args(here.event())).containsExactly("bye");
        await().untilAsserted(() -> assertThat(b.node.rows()).isZero());
        fabric.isolate(b.node);

        a.client().publish("com.app.will", "fence");
        assertThat(TestClient.args(here.event())).containsExactly("fence");
    }

    @Test
    @Conformance("RET-6")
    void retainedEventsArePurgedOnEveryNode() {
        TestClient here = a.client();
        TestClient there = b.client();
        there.subscribe("com.app.kept");
        here.publish("com.app.kept", TestClient.retained(), "kept");
        there.event();

        assertThat(here.result("wamp.subscription.purge_retained", "com.app.kept"))
                .isEqualTo(1L);

        TestClient late = b.client();
        late.subscribe("com.app.kept", new SubscribeOptions(MatchPolicy.EXACT, true, null));
        late.result("wamp.session.count");
        late.expectNothing();
    }
}
