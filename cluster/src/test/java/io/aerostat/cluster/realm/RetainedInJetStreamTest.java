package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.nats.JetStreamEventStore;
import io.aerostat.cluster.nats.JetStreamStoreOptions;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.testkit.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the copy of retained events in JetStream, with a real nats-server. */
class RetainedInJetStreamTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "com.app.kept.";

    @TempDir
    Path folder;

    private final Fabric fabric = new Fabric();
    private final List<TestNode> nodes = new ArrayList<>();
    private @Nullable NatsServer server;

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        fabric.close();
        if (server != null) {
            server.close();
        }
    }

    private NatsServer server(String... lines) {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        NatsServer started = NatsServer.start(binary, lines);
        server = started;
        return started;
    }

    private NatsServer serverWithJetStream() {
        return server("jetstream { store_dir: \"" + folder + "\" }");
    }

    private TestNode node(NatsServer nats, String name) {
        JetStreamEventStore store =
                new JetStreamEventStore(NatsOptions.of(nats.url()), "retained", JetStreamStoreOptions.DEFAULT);
        TestNode added = new TestNode(
                fabric, name, options -> options.withBroker(options.broker().withEventStore(store)));
        nodes.add(added);
        return added;
    }

    private static PublishOptions retained(Audience audience) {
        return new PublishOptions(true, true, audience, false, true, null, Passthru.NONE);
    }

    /** Publishes, and returns the URI of the error; empty if the publication was acknowledged. */
    private static String retain(TestNode node, String topic, Object value) {
        return publish(node, retained(Audience.EVERYONE), topic, value);
    }

    private static String publish(TestNode node, PublishOptions options, String topic, Object value) {
        TestClient publisher = node.client();
        publisher.publish(topic, options, value);
        WampMessage answer = publisher.takeAny();
        publisher.leave();
        assertThat(answer).isInstanceOfAny(Published.class, ErrorMessage.class);
        return answer instanceof ErrorMessage refusal ? refusal.error() : "";
    }

    /** Returns the first arguments of the retained events that a new subscriber of a node gets. */
    private static Set<Object> events(TestNode node) {
        return events(node.client());
    }

    private static Set<Object> events(TestClient subscriber) {
        subscriber.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.PREFIX, true, null));
        subscriber.call("wamp.session.count");
        Set<Object> values = new LinkedHashSet<>();
        while (subscriber.takeAny() instanceof Event event) {
            values.add(TestClient.args(event).get(0));
        }
        subscriber.leave();
        return values;
    }

    private static void awaitEvents(TestNode node, Object... expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(events(node)).containsExactlyInAnyOrder(expected));
    }

    private static Set<String> messages(NatsServer nats) throws Exception {
        try (Connection connection = Nats.connect(nats.url())) {
            JetStreamManagement management = connection.jetStreamManagement();
            Set<String> counts = new TreeSet<>();
            for (String stream : management.getStreamNames()) {
                counts.add(management.getStreamInfo(stream).getConfiguration().getDescription() + ": "
                        + management.getStreamInfo(stream).getStreamState().getMsgCount());
            }
            return counts;
        }
    }

    @Test
    @Conformance({"RET-1", "RET-3", "P25"})
    void theNewestRetainedEventOfEachTopicOutlivesAllNodes() throws Exception {
        NatsServer nats = serverWithJetStream();
        TestNode a = node(nats, "a");
        TestNode b = node(nats, "b");
        for (long number = 0; number < 20; number++) {
            retain(number % 2 == 0 ? a : b, TOPIC + "same", number);
        }
        retain(a, TOPIC + "of.a", "a");
        retain(b, TOPIC + "of.b", "b");
        assertThat(messages(nats)).containsExactly("retained events of realm1: 3");

        a.close();
        b.close();

        awaitEvents(node(nats, "later"), 19L, "a", "b");
    }

    @Test
    @Conformance({"RET-3", "RET-4"})
    void restrictedEventsKeepTheirAudience() {
        NatsServer nats = serverWithJetStream();
        TestNode a = node(nats, "a");
        retain(a, TOPIC + "mixed", "for all");
        Audience onlyAnn = new Audience(null, null, null, null, Set.of("ann"), null);
        publish(a, retained(onlyAnn), TOPIC + "mixed", "for ann");
        a.close();

        TestNode later = node(nats, "later");

        awaitEvents(later, "for all");
        assertThat(events(later.client("ann", "app"))).containsExactly("for ann");
    }

    @Test
    @Conformance("RET-6")
    void anEventThatWasRemovedDoesNotComeBack() throws Exception {
        NatsServer nats = serverWithJetStream();
        TestNode a = node(nats, "a");
        retain(a, TOPIC + "removed", "removed");
        retain(a, TOPIC + "purged", "purged");
        retain(a, TOPIC + "kept", "kept");
        TestClient operator = a.client();
        PublishOptions removal =
                new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE, true);
        operator.publish(TOPIC + "removed", removal);
        operator.take(Published.class);
        operator.result("wamp.subscription.purge_retained", TOPIC + "purged");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(messages(nats)).containsExactly("retained events of realm1: 1"));
        a.close();

        awaitEvents(node(nats, "later"), "kept");
    }

    @Test
    @Conformance("P25")
    void changesDuringAnOutageAreCopiedAfterwards() {
        NatsServer nats = serverWithJetStream();
        TestNode a = node(nats, "a");
        assertThat(retain(a, TOPIC + "changed", "before")).isEmpty();
        nats.kill();
        await().atMost(SOON).until(() -> retain(a, TOPIC + "changed", "during").equals(ErrorUris.HISTORY_UNAVAILABLE));
        assertThat(events(a)).containsExactly("during"); // the event is retained in spite of the failure

        nats.startAgain();

        await().atMost(SOON).until(() -> retain(a, TOPIC + "other", "after").isEmpty());
        a.close();
        awaitEvents(node(nats, "later"), "during", "after");
    }

    @Test
    @Conformance("P25")
    void aDeletedStreamGetsAllEventsAgain() throws Exception {
        NatsServer nats = serverWithJetStream();
        TestNode a = node(nats, "a");
        retain(a, TOPIC + "one", "one");
        retain(a, TOPIC + "two", "two");
        try (Connection connection = Nats.connect(nats.url())) {
            JetStreamManagement management = connection.jetStreamManagement();
            management.deleteStream(management.getStreamNames().get(0));
        }

        await().atMost(SOON).until(() -> retain(a, TOPIC + "three", "three").isEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(messages(nats)).containsExactly("retained events of realm1: 3"));
    }

    @Test
    @Conformance("RET-1")
    void aServerWithoutJetStreamLeavesTheEventsInMemory() {
        NatsServer nats = server();
        TestNode a = node(nats, "a");
        assertThat(retain(a, TOPIC + "here", "here")).isEmpty();

        awaitEvents(node(nats, "b"), "here");
    }
}
