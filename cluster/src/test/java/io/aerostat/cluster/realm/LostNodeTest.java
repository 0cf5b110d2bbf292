package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        await().until(() -> b.node.rows() == 1);

        fabric.cut(a.node, b.node);
        fabric.heal(a.node, b.node);
        await().untilAsserted(() -> assertThat(a.network.heldSessions()).isZero());

        there.leave();
        assertThat(TestClient.args(here.event())).containsExactly(there.id, "ann", "app");
        here.result("wamp.session.count");
        here.expectNothing();
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
