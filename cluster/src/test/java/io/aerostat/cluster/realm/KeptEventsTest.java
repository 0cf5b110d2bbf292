package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.RealmDefinition;
import java.nio.ByteBuffer;
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
                options -> options.withBroker(
                        options.broker().withHistory(List.of(new HistoryRule("com.app.logged", MatchPolicy.EXACT, 3)))),
                Duration.ofMinutes(10));
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
    @Conformance("RET-1")
    void aNodeAsksOnceForTheRetainedEvents() throws MalformedRecordException {
        publishRetained(a, TOPIC, "kept");

        TestNode late = node("late");
        await().untilAsserted(
                        () -> assertThat(late.statistics().retainedEvents()).isEqualTo(1));

        int requests = 0;
        for (byte[] record : fabric.sentRecords()) {
            if (RecordReader.begin(ByteBuffer.wrap(record)).type() == RecordType.RETAINED_WANTED) {
                requests++;
            }
        }
        assertThat(requests).isEqualTo(1);
    }

    @Test
    @Conformance({"RET-3", "P28"})
    void afterAPartitionBothSidesKeepTheNewestEvent() {
        TestNode b = node("b");
        fabric.cut(a.node, b.node);
        publishRetained(a, TOPIC, "older");
        long published = System.currentTimeMillis();
        // Nodes order events by the milliseconds of their own clocks, which may differ a little.
        await().until(() -> System.currentTimeMillis() > published + 20);
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

    @Test
    @Conformance({"HIS-1", "P21"})
    void anAnswerThatIsTooLargeForTheLinkIsNotAwaited() {
        TestClient publisher = a.client();
        String large = "x".repeat(Fabric.MAXIMUM_RECORD / 2 - 1_000);
        for (String start : List.of("first", "second", "third")) {
            publisher.publish("com.app.logged", start + large);
        }
        publisher.result("wamp.session.count");
        TestNode late = node("late");
        TestClient asking = late.client();
        long subscription = asking.subscribe("com.app.logged");
        await().until(() -> a.statistics().subscriptions() > 0);

        // The test nodes would wait for a missing answer for longer than the test waits for the result.
        assertThat(history(asking, subscription, Map.of())).isEmpty();
        assertThat(history(asking, subscription, Map.of("limit", 1L))).containsExactly("first" + large);
    }

    @Test
    @Conformance({"HIS-1", "HIS-8"})
    void theLimitIsReachedOnlyIfTheNodesTogetherHaveMoreEvents() {
        TestNode b = node("b");
        TestClient publisher = a.client();
        TestClient asking = b.client();
        long subscription = asking.subscribe("com.app.logged");
        publisher.publish("com.app.logged", "both 1");
        asking.event();
        fabric.cut(a.node, b.node);
        publisher.publish("com.app.logged", "only a");
        publisher.result("wamp.session.count");
        asking.publish("com.app.logged", "only b");
        asking.result("wamp.session.count");
        fabric.heal(a.node, b.node);
        await().until(() -> history(asking, subscription, Map.of()).size() == 3);

        assertThat(isLimitReached(asking, subscription, 3)).isFalse();
        assertThat(isLimitReached(asking, subscription, 2)).isTrue();
    }

    @Test
    void aReplayIsRefusedBecauseNodesHaveDifferentOrders() {
        TestClient subscriber = a.client();

        subscriber.send(new Subscribe(
                subscriber.next(), new SubscribeOptions(MatchPolicy.EXACT, false, null, 0), "com.app.logged"));

        assertThat(subscriber.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.FEATURE_NOT_SUPPORTED);
    }

    private static boolean isLimitReached(TestClient asking, long subscription, long limit) {
        asking.callWith("wamp.subscription.get_events", Map.of("limit", limit), subscription);
        return Boolean.TRUE.equals(Serializers.of(Serialization.CBOR)
                .values(asking.take(Result.class).payload())
                .kwargs()
                .get("is_limit_reached"));
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
