package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what clients learn about the sessions of another node that is lost or leaves. */
class LostNodeTest {
    private static final String ON_LEAVE = "wamp.session.on_leave";

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final TestNode c = new TestNode(fabric, "c");

    @AfterEach
    void close() {
        a.close();
        b.close();
        c.close();
        fabric.close();
    }

    @Test
    @Conformance({"SM-4", "P27"})
    void theEndOfEachSessionIsAnnouncedOnceInTheCluster() {
        TestClient here = a.client();
        TestClient further = c.client();
        here.subscribe(ON_LEAVE);
        further.subscribe(ON_LEAVE);
        TestClient ann = b.client("ann", "app");
        TestClient bert = b.client("bert", "other");
        TestClient gone = b.client("gone", "app");
        gone.leave();
        assertThat(TestClient.args(here.event())).containsExactly(gone.id, "gone", "app");
        assertThat(TestClient.args(further.event())).containsExactly(gone.id, "gone", "app");
        await().until(() -> b.node.rows() == 2);

        fabric.isolate(b.node);

        List<Object> expected = List.of(List.of(ann.id, "ann", "app"), List.of(bert.id, "bert", "other"));
        for (TestClient watching : List.of(here, further)) {
            List<Object> left = new ArrayList<>();
            left.add(TestClient.args(watching.event()));
            left.add(TestClient.args(watching.event()));
            assertThat(left).containsExactlyInAnyOrderElementsOf(expected);
        }
        here.publish(ON_LEAVE.replace("wamp.session", "com.app"), "nothing");
        here.result("wamp.session.count");
        further.result("wamp.session.count");
        here.expectNothing();
        further.expectNothing();
    }

    @Test
    @Conformance({"SM-4", "SBM-1", "RM-2", "TES-6", "P27"})
    void theEndOfSubscriptionsAndRegistrationsIsAnnouncedOnceInTheCluster() {
        TestClient before = b.client("ann", "app");
        long earlier = before.subscribe("com.app.earlier");
        long registration = before.register("com.app.work");
        before.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());
        TestClient here = a.client();
        TestClient further = c.client();
        long shared = further.subscribe("com.app.shared");
        for (TestClient watching : List.of(here, further)) {
            watching.subscribe("com.app.will");
            watching.subscribe("wamp.subscription.on_unsubscribe");
            watching.subscribe("wamp.subscription.on_delete");
            watching.subscribe("wamp.registration.on_unregister");
            watching.subscribe("wamp.registration.on_delete");
            watching.subscribe(ON_LEAVE);
        }
        before.subscribe("com.app.shared");
        await().until(() -> b.node.rows() == 6); // session, callee, two topics, and the subscriber of each

        fabric.isolate(b.node);

        for (TestClient watching : List.of(here, further)) {
            assertThat(next(watching)).isEqualTo("com.app.will [bye]");
            List<String> ends = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ends.add(next(watching));
            }
            assertThat(ends)
                    .containsExactlyInAnyOrder(
                            "wamp.subscription.on_unsubscribe " + List.of(before.id, earlier),
                            "wamp.subscription.on_delete " + List.of(before.id, earlier),
                            "wamp.subscription.on_unsubscribe " + List.of(before.id, shared))
                    .containsSubsequence(
                            "wamp.subscription.on_unsubscribe " + List.of(before.id, earlier),
                            "wamp.subscription.on_delete " + List.of(before.id, earlier));
            assertThat(next(watching)).isEqualTo("wamp.registration.on_unregister " + List.of(before.id, registration));
            assertThat(next(watching)).isEqualTo("wamp.registration.on_delete " + List.of(before.id, registration));
            assertThat(next(watching)).isEqualTo(ON_LEAVE + " " + List.of(before.id, "ann", "app"));
            watching.result("wamp.session.count");
            watching.expectNothing();
        }
    }

    /** Returns the topic and the arguments of the next event. */
    private static String next(TestClient watching) {
        Event event = watching.event();
        String topic = watching.topicOf(event.subscription());
        return topic + " " + TestClient.args(event);
    }

    @Test
    @Conformance({"SBM-1", "RM-2"})
    void aNodeThatComesBackHasKeptItsSubscribersAndCallees() {
        TestClient here = a.client();
        TestClient there = b.client("ann", "app");
        long subscription = there.subscribe("com.app.topic");
        long registration = there.register("com.app.work");
        here.subscribe("wamp.subscription.on_unsubscribe");
        here.subscribe("wamp.subscription.on_delete");
        here.subscribe("wamp.registration.on_unregister");
        here.subscribe("wamp.registration.on_delete");
        await().until(() -> b.node.rows() == 4);

        fabric.cut(a.node, b.node);
        fabric.heal(a.node, b.node);
        // The sessions of node c are held until a later time than those of node b. If the sessions of node b were lost,
        // their end would therefore be announced before that of node c's sessions.
        TestClient lost = c.client();
        long other = lost.register("com.app.other");
        fabric.isolate(c.node);

        assertThat(next(here)).isEqualTo("wamp.registration.on_unregister " + List.of(lost.id, other));
        assertThat(next(here)).isEqualTo("wamp.registration.on_delete " + List.of(lost.id, other));
        there.lose();
        assertThat(next(here)).isEqualTo("wamp.subscription.on_unsubscribe " + List.of(there.id, subscription));
        assertThat(next(here)).isEqualTo("wamp.subscription.on_delete " + List.of(there.id, subscription));
        assertThat(next(here)).isEqualTo("wamp.registration.on_unregister " + List.of(there.id, registration));
        assertThat(next(here)).isEqualTo("wamp.registration.on_delete " + List.of(there.id, registration));
    }

    @Test
    @Conformance("SBM-1")
    void subscribersHaveRowsOnlyWhileAnotherNodeWantsToKnow() {
        TestClient there = b.client();
        there.subscribe("com.app.first");
        there.subscribe("com.app.second");
        TestClient here = a.client();
        assertThat(b.node.rows()).isEqualTo(3); // the session and two topics

        long watch = here.subscribe("wamp.subscription", MatchPolicy.PREFIX);
        await().until(() -> b.node.rows() == 5);
        here.unsubscribe(watch);
        await().until(() -> b.node.rows() == 3);
    }

    @Test
    @Conformance({"SM-4", "TES-6"})
    void theTestamentsOfASessionComeBeforeItsEnd() {
        TestClient here = a.client();
        here.subscribe("com.app.will");
        here.subscribe(ON_LEAVE);
        TestClient testator = b.client("bert", "app");
        testator.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());

        fabric.isolate(b.node);

        assertThat(TestClient.args(here.event())).containsExactly("bye");
        assertThat(TestClient.args(here.event())).containsExactly(testator.id, "bert", "app");
    }

    @Test
    @Conformance("SM-4")
    void aSessionWhoseNodeComesBackHasNotLeft() {
        TestClient here = a.client();
        here.subscribe(ON_LEAVE);
        TestClient there = b.client("ann", "app");
        TestClient lost = c.client("cleo", "app");
        await().until(() -> b.node.rows() == 1);

        fabric.cut(a.node, b.node);
        await().until(() -> a.network.heldSessions() == 1);
        fabric.heal(a.node, b.node);
        await().until(() -> a.network.heldSessions() == 0);

        // The sessions of node c are held until a later time. If the session of node b were lost, its end would
        // therefore be announced first.
        fabric.isolate(c.node);
        assertThat(TestClient.args(here.event())).containsExactly(lost.id, "cleo", "app");
        there.leave();
        assertThat(TestClient.args(here.event())).containsExactly(there.id, "ann", "app");
        here.expectNothing();
    }

    @Test
    @Conformance({"SM-4", "P27"})
    void aNodeWithoutTheRealmLeavesTheAnnouncementToAnother() {
        TestClient here = b.client();
        here.subscribe(ON_LEAVE);
        here.subscribe("com.app.will");
        TestClient there = c.client("cleo", "app");
        there.result("wamp.session.add_testament", "com.app.will", List.of("bye"), Map.of());
        a.router.removeRealm("realm1");
        await().until(() -> a.node.rows() == 0);

        fabric.isolate(c.node);

        assertThat(TestClient.args(here.event())).containsExactly("bye");
        assertThat(TestClient.args(here.event())).containsExactly(there.id, "cleo", "app");
    }

    @Test
    @Conformance("SM-1")
    void aNodeThatDoesNotAnswerIsReported() {
        TestClient here = a.client();
        TestClient there = b.client();
        c.client();
        CompletableFuture<Void> release = c.node.hold();

        assertThat(here.result("wamp.session.count")).isEqualTo(2L); // the sessions of the nodes that answer
        assertThat(here.error("wamp.session.kill", 4711L)).isEqualTo(ErrorUris.NETWORK_FAILURE);
        assertThat(here.result("wamp.session.get", there.id)).isNotNull();
        release.complete(null);
        await().untilAsserted(
                        () -> assertThat(here.result("wamp.session.count")).isEqualTo(3L));
        assertThat(here.error("wamp.session.kill", 4711L)).isEqualTo(ErrorUris.NO_SUCH_SESSION);
    }

    @Test
    @Conformance({"SM-3", "SM-4"})
    void aSessionThatJoinsWhileItsNodeShutsDownLeavesIfItHasJoined() {
        TestClient here = a.client();
        here.subscribe("wamp.session.on_join");
        here.subscribe(ON_LEAVE);
        for (int i = 0; i < 20; i++) {
            try (TestNode shortLived = new TestNode(fabric, "d" + i)) {
                await().until(() -> shortLived.statistics().subscriptions() == 2); // the new node knows both topics
                shortLived.client("ann", "app");
            }
        }
        TestClient last = b.client("last", "app");

        Set<Object> joined = new HashSet<>();
        Set<Object> left = new HashSet<>(Set.of(last.id));
        // Events of different nodes may arrive in any order. Fails if one of them is missing.
        while (!joined.contains(last.id) || !joined.equals(left)) {
            Object first = TestClient.args(here.event()).get(0);
            if (first instanceof Map<?, ?> details) {
                joined.add(details.get("session"));
            } else {
                left.add(first);
            }
        }
        assertThat(joined).hasSizeGreaterThan(1);
    }

    @Test
    @Conformance("SM-4")
    void theSessionsOfANodeThatShutsDownLeave() {
        TestClient here = a.client();
        here.subscribe(ON_LEAVE);
        TestClient there = b.client("ann", "app");
        await().until(() -> b.node.rows() == 1);

        b.close();

        assertThat(TestClient.args(here.event())).containsExactly(there.id, "ann", "app");
    }
}
