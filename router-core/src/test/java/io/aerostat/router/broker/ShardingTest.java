package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Conformance("SSB-1")
class ShardingTest {
    private static final String TOPIC = "com.app.topic";

    private final TestBroker realm = new TestBroker();
    private final BrokerClient publisher = realm.join();
    private final Map<String, BrokerClient> nodes = new HashMap<>();

    private BrokerClient node(String key) {
        BrokerClient client = realm.join();
        client.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, false, key));
        client.forget();
        nodes.put(key, client);
        return client;
    }

    private String nodeOf(String resourceKey) {
        publisher.publish(TOPIC, Options.NONE.sharded(resourceKey).build());
        List<String> served = nodes.entrySet().stream()
                .filter(node -> !node.getValue().events().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        nodes.values().forEach(BrokerClient::forget);
        assertThat(served).hasSize(1);
        return served.get(0);
    }

    @Test
    void oneNodeGetsAllEventsOfAResourceAndEachNodeGetsItsShare() {
        IntStream.range(0, 4).forEach(i -> node("node" + i));
        Map<String, String> assigned = new HashMap<>();
        Map<String, Integer> shares = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String node = nodeOf("resource" + i);
            assigned.put("resource" + i, node);
            shares.merge(node, 1, Integer::sum);
        }

        assertThat(shares.values()).hasSize(4).allMatch(share -> share > 60);
        assigned.forEach((resource, node) -> assertThat(nodeOf(resource)).isEqualTo(node));
    }

    @Test
    void aNodeThatLeavesMovesOnlyItsOwnResources() {
        IntStream.range(0, 4).forEach(i -> node("node" + i));
        Map<String, String> before = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            before.put("resource" + i, nodeOf("resource" + i));
        }

        BrokerClient gone = Objects.requireNonNull(nodes.remove("node2"));
        gone.unsubscribe(id());

        before.forEach((resource, node) -> {
            if (!node.equals("node2")) {
                assertThat(nodeOf(resource)).isEqualTo(node);
            } else {
                assertThat(nodeOf(resource)).isNotEqualTo("node2");
            }
        });
    }

    private long id() {
        return realm.broker
                .directory()
                .lookup(TOPIC, MatchPolicy.EXACT)
                .orElseThrow()
                .id();
    }

    @Test
    void subscribersWithoutANodeKeyGetEverythingAndEventsWithoutAResourceKeyGoToAll() {
        BrokerClient one = node("one");
        BrokerClient two = node("two");
        BrokerClient plain = realm.join();
        plain.subscribe(TOPIC);
        plain.forget();

        publisher.publish(TOPIC, Options.NONE.sharded("r").build());
        assertThat(plain.events()).hasSize(1);
        assertThat(one.events().size() + two.events().size()).isEqualTo(1);

        publisher.publish(TOPIC);
        assertThat(plain.events()).hasSize(2);
        assertThat(one.events().size() + two.events().size()).isEqualTo(3);
    }

    @Test
    void subscribersThatShareANodeKeyShareItsEvents() {
        BrokerClient first = node("one");
        BrokerClient second = realm.join();
        second.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, false, "one"));
        second.forget();

        publisher.publish(TOPIC, Options.NONE.sharded("r").build());

        assertThat(first.events()).hasSize(1);
        assertThat(second.events()).hasSize(1);
    }

    @Test
    void subscribingAgainChangesTheNodeKey() {
        BrokerClient client = node("one");
        client.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, false, "two"));
        client.forget();

        publisher.publish(TOPIC, Options.NONE.sharded("r").build());
        assertThat(client.events()).hasSize(1);
    }
}
