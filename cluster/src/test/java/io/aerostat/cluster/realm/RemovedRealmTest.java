package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.link.Member;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the removal of a realm on one node while another node does not know about the removal yet. */
class RemovedRealmTest {
    private static final String WORK = "com.app.work";

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");

    @AfterEach
    void close() {
        await().untilAsserted(() -> assertThat(a.network.callsInFlight()).isZero());
        a.close();
        b.close();
        fabric.close();
    }

    @Test
    void aCallThatIsUnderWayEndsInAnError() {
        assertThat(errorOfACallToARemovedRealm(CallOptions.NONE)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    void aProgressiveCallThatIsUnderWayEndsInAnError() {
        assertThat(errorOfACallToARemovedRealm(new CallOptions(false, true, 0, false, null, null, Passthru.NONE)))
                .isEqualTo(ErrorUris.CANCELED);
    }

    @Test
    void aRealmThatIsAddedAgainHasTheOtherNodesRowsAndKeepsTheLinks() {
        TestClient callee = a.client();
        callee.register(WORK);
        TestClient subscriber = a.client();
        subscriber.subscribe("com.app.topic");
        TestClient early = b.client();
        early.call(WORK, "early");
        callee.yield(callee.invocation(), "answer");
        early.take(Result.class);
        List<Member> links = b.node.members();

        b.router.removeRealm("realm1");
        early.take(Goodbye.class);
        b.router.addRealm(new RealmDefinition("realm1", TestClient.APP));

        TestClient late = b.client();
        await().until(() -> late.result("wamp.registration.match", WORK) != null);
        late.call(WORK, "late");
        callee.yield(callee.invocation(), "answer");
        late.take(Result.class);
        await().until(() -> late.result("wamp.subscription.match", "com.app.topic") != null);
        late.publish("com.app.topic", "event");
        assertThat(TestClient.args(subscriber.event())).containsExactly("event");
        assertThat(b.node.members()).isEqualTo(links);
    }

    @Test
    void aRealmThatIsAddedAgainKeepsItsSubscriptionsWhenTheEarlierOnesEnd() {
        EventExecutor loop = ImmediateEventExecutor.INSTANCE;
        RealmCluster earlier = a.network.connect("realm2");
        earlier.interests().acquire("com.app.topic", MatchPolicy.EXACT, "key", loop);
        earlier.close();

        RealmCluster later = a.network.connect("realm2");
        later.interests().acquire("com.app.topic", MatchPolicy.EXACT, null, loop);
        assertThat(a.node.rows()).isOne();
        earlier.interests().release("com.app.topic", MatchPolicy.EXACT, "key", loop);
        assertThat(a.node.rows()).isOne();

        later.interests().release("com.app.topic", MatchPolicy.EXACT, null, loop);
        assertThat(a.node.rows()).isZero();
    }

    @Test
    void aRealmThatCouldNotStartCanBeAddedLater() {
        RealmDefinition definition = new RealmDefinition("realm2", TestClient.APP);
        BrokerOptions broken = BrokerOptions.DEFAULT
                .withHistory(List.of(new HistoryRule("com.app.topic", MatchPolicy.EXACT, 3)))
                .withEventStore((realm, rule) -> {
                    throw new IllegalStateException("no disk");
                });
        RealmOptions options = RealmOptions.DEFAULT.withBroker(broken);

        assertThatThrownBy(() -> a.router.addRealm(new RealmDefinition("realm2", options, List.of(TestClient.APP))))
                .hasMessage("no disk");
        a.router.addRealm(definition);

        assertThat(a.router.realms()).contains("realm2");
    }

    @Test
    @Conformance({"SM-4", "RM-2"})
    void theEndOfItsSessionsAndRegistrationsIsAnnouncedOnTheOtherNodes() {
        TestClient here = a.client();
        here.subscribe("wamp.session.on_leave");
        here.subscribe("wamp.registration.on_delete");
        TestClient ann = b.client("ann", "app");
        TestClient bert = b.client("bert", "other");
        long registration = ann.register(WORK);

        b.router.removeRealm("realm1");

        List<List<Object>> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(TestClient.args(here.event()));
        }
        assertThat(events)
                .containsExactlyInAnyOrder(
                        List.of(ann.id, registration),
                        List.of(ann.id, "ann", "app"),
                        List.of(bert.id, "bert", "other"));
    }

    private String errorOfACallToARemovedRealm(CallOptions options) {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        CompletableFuture<Void> release = a.node.hold(); // so that node a learns only later that the callee is gone
        b.router.removeRealm("realm1");
        callee.take(Goodbye.class);
        await().until(() -> b.node.rows() == 0);

        caller.call(WORK, options);
        await().until(() -> a.network.callsInFlight() == 1);
        release.complete(null);

        return caller.take(ErrorMessage.class).error();
    }
}
