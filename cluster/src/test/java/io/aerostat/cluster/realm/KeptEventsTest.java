package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.RealmDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how retained events and event history reach nodes that missed the publications. */
class KeptEventsTest {
    private static final String TOPIC = "com.app.kept";

    private final Fabric fabric = new Fabric();
    private final List<TestNode> nodes = new ArrayList<>();
    private final TestNode a = node("a");

    private TestNode node(String name) {
        TestNode added = new TestNode(
                fabric,
                name,
                options -> options.withBroker(options.broker()
                        .withHistory(List.of(new HistoryRule("com.app.logged", MatchPolicy.EXACT, 3)))));
        nodes.add(added);
        return added;
    }

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        fabric.close();
    }

    private static void publishRetained(TestNode node, String topic, Object... arguments) {
        TestClient publisher = node.client();
        publisher.publish(topic, TestClient.retained(), arguments);
        publisher.result("wamp.session.count"); // after this answer, the event has been published
    }

    /**
     * Returns the first argument of the retained event that a new subscriber of a node gets; null if it gets no event.
     */
    private static Object newest(TestNode node, String topic) {
        TestClient subscriber = node.client();
        subscriber.subscribe(topic, new SubscribeOptions(MatchPolicy.EXACT, true, null));
        subscriber.call("wamp.session.count");
        Object first = null;
        WampMessage next = subscriber.takeAny();
        while (next instanceof Event event) {
            first = TestClient.args(event).get(0);
            next = subscriber.takeAny();
        }
        subscriber.leave();
        return first;
    }

    @Test
    @Conformance({"RET-1", "RET-2"})
    void aNodeThatJoinsLateGetsTheRetainedEvents() {
        for (int number = 0; number < 200; number++) {
            publishRetained(a, TOPIC + number, (long) number);
        }

        TestNode late = node("late");

        await().untilAsserted(
                        () -> assertThat(late.statistics().retainedEvents()).isEqualTo(200));
        assertThat(newest(late, TOPIC + 0)).isEqualTo(0L);
        assertThat(newest(late, TOPIC + 199)).isEqualTo(199L);
    }

    @Test
    @Conformance({"RET-3", "P28"})
    void afterAPartitionBothSidesKeepTheNewestEvent() {
        TestNode b = node("b");
        fabric.cut(a.node, b.node);
        publishRetained(a, TOPIC, "older");
        publishRetained(b, TOPIC, "newer");
        publishRetained(b, TOPIC + ".b", "of b");
        publishRetained(a, TOPIC + ".a", "of a");

        fabric.heal(a.node, b.node);

        for (TestNode node : List.of(a, b)) {
            await().untilAsserted(
                            () -> assertThat(node.statistics().retainedEvents()).isEqualTo(3));
            await().untilAsserted(() -> assertThat(newest(node, TOPIC)).isEqualTo("newer"));
            assertThat(newest(node, TOPIC + ".a")).isEqualTo("of a");
            assertThat(newest(node, TOPIC + ".b")).isEqualTo("of b");
        }
    }

    @Test
    @Conformance("RET-1")
    void aRealmThatIsAddedAgainGetsTheRetainedEvents() {
        TestNode b = node("b");
        publishRetained(a, TOPIC, "kept");
        b.router.removeRealm("realm1");
        b.router.addRealm(new RealmDefinition("realm1", TestClient.APP));

        await().untilAsserted(() -> assertThat(newest(b, TOPIC)).isEqualTo("kept"));
    }

    @Test
    @Conformance("RET-1")
    void retainedEventsWaitWhileTheLinkIsCongested() {
        publishRetained(a, TOPIC, "kept");
        a.node.congested = true;

        TestNode late = node("late");
        await().during(Duration.ofMillis(100)).until(() -> late.statistics().retainedEvents() == 0);
        a.node.congested = false;

        await().untilAsserted(() -> assertThat(newest(late, TOPIC)).isEqualTo("kept"));
    }

    @Test
    @Conformance({"HIS-1", "HIS-3", "HIS-8"})
    void theHistoryOfANodeThatJoinsLateHasTheEarlierEvents() {
        TestClient publisher = a.client();
        publisher.publish("com.app.logged", "first");
        publisher.publish("com.app.logged", "second");
        publisher.result("wamp.session.count");
        TestNode late = node("late");
        TestClient asking = late.client();
        long subscription = asking.subscribe("com.app.logged");
        await().until(() -> a.statistics().subscriptions() > 0);
        publisher.publish("com.app.logged", "third");
        asking.event();

        assertThat(history(asking, subscription, Map.of())).containsExactly("first", "second", "third");
        assertThat(history(publisher, subscription, Map.of())).containsExactly("first", "second", "third");
        assertThat(history(asking, subscription, Map.of("reverse", true, "limit", 2L)))
                .containsExactly("third", "second");
    }

    private static List<Object> history(TestClient asking, long subscription, Map<String, Object> filters) {
        asking.callWith("wamp.subscription.get_events", filters, subscription);
        List<Object> values = new ArrayList<>();
        for (Object event : TestClient.args(asking.take(Result.class))) {
            values.add(((List<?>) ((Map<?, ?>) event).get("args")).get(0));
        }
        return values;
    }
}
