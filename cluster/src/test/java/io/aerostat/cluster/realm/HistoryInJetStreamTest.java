package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.nats.JetStreamEventStore;
import io.aerostat.cluster.nats.JetStreamStoreOptions;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a realm on several nodes whose event history is in JetStream, with a real nats-server. */
class HistoryInJetStreamTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "com.app.logged";

    @TempDir
    Path folder;

    private final Fabric fabric = new Fabric();
    private final List<TestNode> nodes = new ArrayList<>();

    private TestNode node(NatsServer nats, String name) {
        JetStreamEventStore store =
                new JetStreamEventStore(NatsOptions.of(nats.url()), "history", JetStreamStoreOptions.DEFAULT);
        TestNode added = new TestNode(
                fabric,
                name,
                options -> options.withBroker(options.broker()
                        .withHistory(List.of(new HistoryRule(TOPIC, MatchPolicy.EXACT, 100)))
                        .withEventStore(store)));
        nodes.add(added);
        return added;
    }

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        fabric.close();
    }

    private static List<Object> history(TestNode node) {
        TestClient asking = node.client();
        Object id = asking.result("wamp.subscription.lookup", TOPIC);
        asking.callWith("wamp.subscription.get_events", Map.of("reverse", false), id);
        List<Object> values = new ArrayList<>();
        for (Object event : TestClient.args(asking.take(Result.class))) {
            values.add(((List<?>) ((Map<?, ?>) event).get("args")).get(0));
        }
        return values;
    }

    @Test
    @Conformance({"HIS-1", "HIS-3", "P25"})
    void everyNodeHasTheSameHistoryEvenAfterAllOthersHaveEnded() {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        try (NatsServer nats = NatsServer.start(binary, "jetstream { store_dir: \"" + folder + "\" }")) {
            TestNode a = node(nats, "a");
            TestNode b = node(nats, "b");
            TestClient onA = a.client();
            TestClient onB = b.client();
            for (int number = 0; number < 20; number++) {
                (number % 2 == 0 ? onA : onB).publishAcknowledged(TOPIC, (long) number);
            }

            List<Object> here = history(a);
            assertThat(here).hasSize(20).containsAll(List.of(0L, 19L)).isEqualTo(history(b));
            a.close();
            b.close();
            TestNode later = node(nats, "later");
            assertThat(history(later)).isEqualTo(here);

            TestClient publisher = later.client();
            nats.kill();
            await().atMost(SOON)
                    .until(() -> publisher.publishRefused(TOPIC, 20L).equals(ErrorUris.HISTORY_UNAVAILABLE));
            assertThat(publisher.result("wamp.session.count")).isNotNull(); // a call does not wait
        }
    }
}
