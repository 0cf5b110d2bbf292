package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.Program;
import io.aerostat.client.Client;
import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.nats.NatsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Tests a cluster in which one of three nodes is killed, halted or started again while clients are at work. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostNodesIT {
    private final NatsServer nats = NatsServer.start(Nats.binary());
    private final ThreeNodes nodes = ThreeNodes.of(nats.url(), "");

    @BeforeEach
    void startWhatIsMissing() {
        nodes.awaitStarted();
    }

    @AfterAll
    void stop() {
        nodes.close();
        nats.close();
    }

    @Test
    @Conformance({"P1", "P22", "P27"})
    void aKilledNodeTakesOnlyItsOwnSessionsAlong() {
        try (CallLoad toIt = CallLoad.start(nodes.a, nodes.c);
                CallLoad fromIt = CallLoad.start(nodes.c, nodes.b);
                CallLoad others = CallLoad.start(nodes.a, nodes.b);
                EventLoad events = EventLoad.start(nodes.a, nodes.a, nodes.b, nodes.c);
                RawPeer testator = nodes.c.join();
                RawPeer heir = nodes.a.join()) {
            heir.subscribe("com.test.testament");
            testator.register("com.test.exclusive");
            testator.call("wamp.session.add_testament", "com.test.testament", List.of("farewell"), Map.of());
            testator.expect(RESULT);
            List.of(toIt, fromIt, others).forEach(load -> load.awaitMore(100));
            events.awaitMore(nodes.c, 20);

            long killed = System.nanoTime();
            nodes.c.kill();

            await("the loss of the node")
                    .atMost(Scale.SOON)
                    .until(() -> nodes.a.rows().size() == 2);
            await("an answer to every call")
                    .atMost(Scale.SOON)
                    .until(() -> toIt.oldestPending().compareTo(Duration.ofMillis(500)) < 0);
            Duration ended = toIt.lastCanceledAfter(killed);
            List.of(others).forEach(load -> load.awaitMore(100));
            heir.expect(EVENT);
            Duration inherited = Duration.ofNanos(System.nanoTime() - killed);
            try (RawPeer successor = nodes.b.join()) {
                successor.register("com.test.exclusive");
            }
            toIt.finish();
            fromIt.finish();
            others.finishWithoutErrors();
            events.finishWithoutLoss(nodes.a, nodes.b);
            System.out.printf(
                    "killed node: its calls ended within %d ms, its testament was published after %d ms; %s; %s%n",
                    ended.toMillis(), inherited.toMillis(), toIt, others);
            if (Scale.IS_FULL) {
                assertThat(ended).isLessThan(Duration.ofMillis(2_500));
                assertThat(inherited).isLessThan(Duration.ofSeconds(5)); // time to detect the loss and to return
            }
        }
    }

    @Test
    @Conformance({"SBM-1", "RM-2", "SM-4", "P27"})
    void theEndOfAKilledSessionIsAnnouncedOnce() {
        try (RawPeer first = nodes.a.join();
                RawPeer second = nodes.b.join();
                RawPeer killed = nodes.c.join()) {
            List<String> topics = List.of(
                    "wamp.subscription.on_unsubscribe",
                    "wamp.subscription.on_delete",
                    "wamp.registration.on_unregister",
                    "wamp.registration.on_delete",
                    "wamp.session.on_leave");
            List<Long> ids = topics.stream().map(first::subscribe).toList();
            topics.forEach(second::subscribe);
            long subscription = killed.subscribe("com.test.watched");
            long registration = killed.register("com.test.watched.work");
            nodes.awaitEqual();

            nodes.c.kill();

            for (RawPeer watching : List.of(first, second)) {
                // Both watchers have the same ids, because subscriptions have one id in the whole cluster.
                assertThat(endOf(killed, watching))
                        .containsExactly(
                                List.of(ids.get(0), killed.session(), subscription),
                                List.of(ids.get(1), killed.session(), subscription),
                                List.of(ids.get(2), killed.session(), registration),
                                List.of(ids.get(3), killed.session(), registration),
                                List.of(ids.get(4), killed.session()));
            }
        }
    }

    /**
     * Returns the subscription, session and, if it is a number, the second argument of each event about a session, up
     * to its {@code on_leave}. Skips sessions of earlier tests, which may end at the same time.
     */
    private static List<List<Object>> endOf(RawPeer session, RawPeer watching) {
        List<List<Object>> events = new ArrayList<>();
        while (events.isEmpty() || events.get(events.size() - 1).size() == 3) {
            Message event = watching.skipTo(EVENT);
            List<Object> arguments = new ArrayList<>(event.list(4));
            if (arguments.get(0).equals(session.session())) {
                List<Object> seen = new ArrayList<>(List.of(event.id(1), session.session()));
                if (arguments.get(1) instanceof Long entry) {
                    seen.add(entry);
                }
                events.add(seen);
            }
        }
        return events;
    }

    @Test
    @Conformance({"P1", "P22", "P27"})
    void aHaltedNodeIsDroppedAndComesBackWithItsSessions() {
        try (CallLoad toIt = CallLoad.start(nodes.a, nodes.c);
                CallLoad fromIt = CallLoad.start(nodes.c, nodes.b);
                CallLoad others = CallLoad.start(nodes.a, nodes.b);
                EventLoad events = EventLoad.start(nodes.b, nodes.a, nodes.b, nodes.c)) {
            List.of(toIt, fromIt, others).forEach(load -> load.awaitMore(100));

            nodes.c.signal("STOP");
            long halted = System.nanoTime();
            await("the loss of the node")
                    .atMost(Scale.SOON)
                    .until(() -> nodes.a.rows().size() == 2);
            Duration dropped = Duration.ofNanos(System.nanoTime() - halted);
            await("the end of the halt")
                    .atMost(Scale.SOON)
                    .until(() -> System.nanoTime() - halted > Scale.OUTAGE.toNanos());
            nodes.c.signal("CONT");

            Duration equal = nodes.awaitEqual();
            List.of(toIt, fromIt, others).forEach(load -> load.awaitMore(100));
            events.awaitMore(nodes.c, 20);
            toIt.finish();
            fromIt.finish();
            others.finishWithoutErrors();
            events.finishWithoutLoss(nodes.a, nodes.b);
            System.out.printf(
                    "halted node: dropped after %d ms, tables equal %d ms after it went on; it missed %d events;"
                            + " %s; %s%n",
                    dropped.toMillis(), equal.toMillis(), events.missing(nodes.c), toIt, fromIt);
            if (Scale.IS_FULL) {
                assertThat(dropped).isLessThan(Duration.ofMillis(2_500));
                assertThat(equal).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    @Test
    @Conformance({"P1", "P27"})
    void aRollingRestartLosesNothingBetweenSessionsThatStay() throws Exception {
        List<Client> clients = new ArrayList<>();
        try {
            for (ClusterNode node : nodes.all()) {
                clients.add(client(node));
            }
            restartOneAfterAnother();
            for (ClusterNode node : nodes.all()) {
                assertThatTheClientIsBack(node);
            }
        } finally {
            clients.forEach(Client::close);
        }
        Program.Outcome command = nodes.compare();
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains("tables are equal on 3 nodes");
    }

    /** Joins at a node with a client that reconnects by itself, and registers a procedure. */
    private static Client client(ClusterNode node) throws Exception {
        Client client =
                Client.builder().url(node.url()).realm(ClusterNode.REALM).build();
        client.connect()
                .get(60, TimeUnit.SECONDS)
                .register("com.test.client.of." + node.name(), invocation -> node.name())
                .get(60, TimeUnit.SECONDS);
        return client;
    }

    private void assertThatTheClientIsBack(ClusterNode node) {
        ClusterNode other = node.equals(nodes.a) ? nodes.b : nodes.a;
        await("the client of " + node.name() + " is back").atMost(Scale.SOON).until(() -> {
            try (RawPeer caller = other.join()) {
                caller.call("com.test.client.of." + node.name());
                return caller.receive().type() == RESULT;
            }
        });
    }

    private void restartOneAfterAnother() {
        for (ClusterNode restarted : Scale.IS_FULL ? nodes.all() : List.of(nodes.b)) {
            List<ClusterNode> staying =
                    nodes.all().stream().filter(node -> !node.equals(restarted)).toList();
            try (CallLoad between = CallLoad.start(staying.get(0), staying.get(1));
                    CallLoad toIt = CallLoad.start(staying.get(0), restarted);
                    EventLoad events = EventLoad.start(staying.get(0), staying.get(0), staying.get(1), restarted)) {
                between.awaitMore(50);
                toIt.awaitMore(50);

                restarted.stop();
                restarted.launch();
                restarted.awaitListening();
                nodes.awaitEqual();

                try (CallLoad again = CallLoad.start(restarted, staying.get(1))) {
                    again.awaitMore(50);
                    again.finishWithoutErrors();
                }
                toIt.finish();
                between.finishWithoutErrors();
                events.finishWithoutLoss(staying.get(0), staying.get(1));
            }
        }
    }
}
