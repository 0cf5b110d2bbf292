package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.InvocationPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests callers, callees and publishers on three nodes whose links are repeatedly cut and healed. Every call must end
 * exactly once, messages must keep their order, and the routers must keep no state of ended calls and sessions.
 */
class CutsStressTest {
    private static final String WORK = "com.app.work";

    private final Fabric fabric = new Fabric();
    private final List<TestNode> nodes =
            List.of(new TestNode(fabric, "a"), new TestNode(fabric, "b"), new TestNode(fabric, "c"));

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        fabric.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Conformance({"P1", "P22", "P27", "P28"})
    void everyCallEndsOnceAndNothingIsLeft(long seed) {
        Random random = new Random(seed);
        List<TestClient> callees = new ArrayList<>();
        List<TestClient> callers = new ArrayList<>();
        List<TestClient> subscribers = new ArrayList<>();
        for (TestNode node : nodes) {
            for (int i = 0; i < 2; i++) {
                TestClient callee = node.client();
                callee.register(WORK, InvocationPolicy.ROUNDROBIN);
                callees.add(callee);
                callers.add(node.client());
            }
            TestClient subscriber = node.client();
            subscriber.subscribe("com.app.topic");
            subscribers.add(subscriber);
        }
        Map<TestClient, Map<Long, Integer>> answers = new HashMap<>();
        Map<TestClient, Long> published = new HashMap<>();
        int asked = 0;
        for (int step = 0; step < 4_000; step++) {
            TestClient caller = callers.get(random.nextInt(callers.size()));
            int action = random.nextInt(100);
            if (action < 50) {
                caller.call(WORK, (long) step);
                asked++;
            } else if (action < 60) {
                long next = published.merge(caller, 1L, Long::sum);
                caller.publish("com.app.topic", caller.id, next);
            } else if (action < 65 && caller.last() > 0) {
                CancelMode mode = CancelMode.values()[random.nextInt(3)];
                caller.send(new Cancel(caller.last(), new CancelOptions(mode)));
            } else if (action < 97) {
                serve(callees.get(random.nextInt(callees.size())), random);
            } else {
                cutOrHeal(random);
            }
        }
        healAll();
        int expected = asked;
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            callees.forEach(callee -> serve(callee, random));
            callers.forEach(caller -> collect(caller, answers));
            return answers.values().stream().mapToInt(Map::size).sum() == expected;
        });
        await().untilAsserted(() -> {
            callees.forEach(callee -> serve(callee, random));
            for (TestNode node : nodes) {
                assertThat(node.statistics().pendingCalls()).isZero();
                assertThat(node.statistics().pendingInvocations()).isZero();
                assertThat(node.network.callsInFlight()).isZero();
            }
        });
        callers.forEach(caller -> collect(caller, answers));
        answers.values().forEach(counts -> assertThat(counts.values()).containsOnly(1));
        subscribers.forEach(CutsStressTest::checkOrder);
        // Waits until every node knows all callees again.
        for (TestNode node : nodes) {
            TestClient asking = node.client();
            Object registration = asking.result("wamp.registration.lookup", WORK);
            await().untilAsserted(() -> assertThat(asking.result("wamp.registration.count_callees", registration))
                    .isEqualTo(6L));
        }
    }

    private void cutOrHeal(Random random) {
        TestNode one = nodes.get(random.nextInt(3));
        TestNode other = nodes.get(random.nextInt(3));
        if (one != other) {
            if (random.nextBoolean()) {
                fabric.cut(one.node, other.node);
            } else {
                fabric.heal(one.node, other.node);
            }
        }
    }

    private void healAll() {
        for (TestNode one : nodes) {
            for (TestNode other : nodes) {
                if (one != other) {
                    fabric.heal(one.node, other.node);
                }
            }
        }
    }

    /** Answers some of the invocations that a callee has received. */
    private static void serve(TestClient callee, Random random) {
        for (int i = random.nextInt(4) + 1; i > 0 && callee.waiting() > 0; i--) {
            if (callee.takeAny() instanceof Invocation invocation) {
                callee.yield(invocation, TestClient.args(invocation).get(0));
            }
        }
    }

    private static void collect(TestClient caller, Map<TestClient, Map<Long, Integer>> answers) {
        Map<Long, Integer> counts = answers.computeIfAbsent(caller, none -> new HashMap<>());
        while (caller.waiting() > 0) {
            WampMessage message = caller.takeAny();
            if (message instanceof Result
                    || (message instanceof ErrorMessage error && error.requestType() == Call.CODE)) {
                counts.merge(message.request(), 1, Integer::sum);
            }
        }
    }

    private static void checkOrder(TestClient subscriber) {
        Map<Object, Long> last = new HashMap<>();
        while (subscriber.waiting() > 0) {
            Event event = subscriber.event();
            Object publisher = TestClient.args(event).get(0);
            Long number = (Long) TestClient.args(event).get(1);
            assertThat(number).isGreaterThan(last.getOrDefault(publisher, 0L));
            last.put(publisher, number);
        }
    }
}
