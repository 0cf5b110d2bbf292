package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.testkit.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests the engine with a real nats-server. Runs if a nats-server is installed (scripts/nats-server.sh). */
class NatsEngineTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /**
     * Returns the path of nats-server, which {@code scripts/test.sh} installs. Without a nats-server, the test is
     * aborted.
     */
    private static Path binary() {
        return NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
    }

    private static void withServer(Consumer<NatsServer> test, String... configuration) {
        run(binary(), test, configuration);
    }

    private static void run(Path binary, Consumer<NatsServer> test, String... configuration) {
        try (NatsServer server = NatsServer.start(binary, configuration)) {
            test.accept(server);
        }
    }

    private static void awaitReady(NatsNode... nodes) {
        for (NatsNode node : nodes) {
            await().atMost(SOON).until(node::isReady);
        }
    }

    @Test
    void recordsArriveInOrderOnEachLaneUnderLoad() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("one", options);
                    NatsNode two = new NatsNode("two", options)) {
                awaitReady(one, two);

                int each = 40_000;
                List<Thread> threads = new ArrayList<>();
                for (int lane = 1; lane <= one.cluster.node().lanes(); lane++) {
                    int number = lane;
                    threads.add(new Thread(() -> sendNumbered(one, number, each)));
                }
                threads.forEach(Thread::start);

                await().atMost(SOON).until(() -> two.records.get() == (long) each * threads.size());
                assertThat(two.disorder).hasValue(0);
                assertThat(two.happened).containsExactly("up one");
                assertThat(one.cluster.statistics().messagesSent()).isLessThan(each);
            }
        });
    }

    private static void sendNumbered(NatsNode node, int lane, int count) {
        Member to = node.only();
        for (long number = 1; number <= count; number++) {
            ByteBuffer record = ByteBuffer.allocate(64).putLong(0, number);
            while (node.cluster.node().backlog(to) > 8 << 20) {
                Thread.onSpinWait();
            }
            assertThat(node.cluster.node().send(to, lane, RecordKind.REALM, record))
                    .isEqualTo(SendOutcome.ACCEPTED);
            if (number % 16 == 0 || number == count) {
                node.cluster.node().flush();
            }
        }
    }

    @Test
    void largeRecordsAreCutToTheServersPayloadAndJoined() {
        withServer(
                server -> {
                    NatsOptions options = NatsOptions.of(server.url());
                    try (NatsNode one = new NatsNode("one", options);
                            NatsNode two = new NatsNode("two", options)) {
                        awaitReady(one, two);
                        byte[] payload = new byte[3_000_000];
                        new Random(1).nextBytes(payload);

                        ByteBuffer head = ByteBuffer.allocate(8).putLong(0, 1);
                        one.cluster.node().send(one.only(), 1, RecordKind.REALM, head, ByteBuffer.wrap(payload));
                        one.cluster.node().flush();

                        await().atMost(SOON).until(() -> two.records.get() == 1);
                        assertThat(two.largest).hasValue(payload.length + 8);
                        assertThat(one.cluster.node().maximumRecord()).isEqualTo(NatsNode.FAST.maximumRecord());
                        assertThat(one.cluster
                                        .node()
                                        .send(
                                                one.only(),
                                                1,
                                                RecordKind.REALM,
                                                ByteBuffer.allocate(NatsNode.FAST.maximumRecord() + 1)))
                                .isEqualTo(SendOutcome.TOO_LARGE);
                    }
                },
                "max_payload: 65536");
    }

    @Test
    void aNodeSaysThatTheServerAllowsTooFewSubscriptions() {
        withServer(
                server -> {
                    try (NatsNode node = new NatsNode("one", NatsOptions.of(server.url()))) {
                        await().atMost(SOON).until(() -> !node.refusals.isEmpty());
                        assertThat(node.refusals.get(0))
                                .contains("maximum subscriptions exceeded", "expected a limit of");
                    }
                },
                "max_subscriptions: 4");
    }

    @Test
    void nodesGoOnAloneWithoutTheServerAndMeetAgain() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("one", options);
                    NatsNode two = new NatsNode("two", options)) {
                awaitReady(one, two);
                one.put("before", "1");
                await().atMost(SOON).until(() -> two.rows.containsKey("one/before"));

                server.kill();
                await().atMost(SOON).until(() -> one.happened.contains("down two DISCONNECTED"));
                await().atMost(SOON).until(() -> two.happened.contains("down one DISCONNECTED"));
                assertThat(two.rows).isEmpty();
                assertThat(one.cluster.health().reasons())
                        .anySatisfy(reason -> assertThat(reason).startsWith("the engine is not connected: "));
                one.put("meanwhile", "2");
                server.startAgain();

                awaitReady(one, two);
                await().atMost(SOON).until(() -> two.rows.size() == 2);
                assertThat(two.cluster.rows().digest(two.only()))
                        .isEqualTo(one.cluster.rows().ownDigest());
            }
        });
    }

    @Test
    void aNodeThatStartsBeforeTheServerJoinsLater() {
        withServer(server -> {
            server.kill();
            try (NatsNode one = new NatsNode("one", NatsOptions.of("nats://127.0.0.1:1", server.url()))) {
                await().atMost(SOON)
                        .until(() -> one.cluster.health().reasons().stream()
                                .anyMatch(reason -> reason.contains("Unable to connect")));
                server.startAgain();
                try (NatsNode two = new NatsNode("two", NatsOptions.of(server.url()))) {
                    awaitReady(one, two);
                }
            }
        });
    }

    @Test
    void wrongCredentialsAreRefusedInClearWords() {
        withServer(
                server -> {
                    NatsOptions options = NatsOptions.of(server.url());
                    NatsOptions right = options.with(new NatsAuthentication.UserPassword("node", "secret"));
                    NatsOptions wrong = options.with(new NatsAuthentication.UserPassword("node", "guessed"));
                    try (NatsNode one = new NatsNode("one", right);
                            NatsNode two = new NatsNode("two", wrong);
                            NatsNode three = new NatsNode("three", options)) {
                        await().atMost(SOON).until(() -> !two.refusals.isEmpty() && !three.refusals.isEmpty());

                        assertThat(two.refusals.get(0))
                                .contains(server.url())
                                .contains("refuses the credentials of this node")
                                .contains("Authorization Violation")
                                .doesNotContain("guessed");
                        await().atMost(SOON)
                                .until(() -> one.cluster
                                        .health()
                                        .reasons()
                                        .toString()
                                        .contains("1 of 2"));
                    }
                },
                "authorization { user: node, password: secret }");
    }

    @Test
    void aTokenIsAccepted() {
        withServer(
                server -> {
                    NatsOptions options =
                            NatsOptions.of(server.url()).with(new NatsAuthentication.Token("open sesame"));
                    try (NatsNode one = new NatsNode("one", options);
                            NatsNode two = new NatsNode("two", options)) {
                        awaitReady(one, two);
                    }
                },
                "authorization { token: \"open sesame\" }");
    }

    @Test
    void aSubjectThatTheServerForbidsIsNamed() {
        withServer(
                server -> {
                    NatsOptions options =
                            NatsOptions.of(server.url()).with(new NatsAuthentication.UserPassword("node", "secret"));
                    try (NatsNode one = new NatsNode("one", options)) {
                        await().atMost(SOON).until(() -> !one.refusals.isEmpty());
                        assertThat(one.refusals.get(0))
                                .contains("aerostat.balloon.")
                                .contains("expected permission to publish and subscribe to aerostat.balloon.>");
                    }
                },
                "authorization { users: [ { user: node, password: secret, permissions: { subscribe: \"other.>\","
                        + " publish: \">\" } } ] }");
    }

    @Test
    void aSecondNodeOfOneNameIsRefused() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("one", options);
                    NatsNode two = new NatsNode("two", options)) {
                awaitReady(one, two);
                try (NatsNode twin = new NatsNode("one", options)) {
                    await().atMost(SOON).until(() -> !twin.refusals.isEmpty());
                    assertThat(twin.refusals.get(0)).contains("node: found \"one\", which another process");
                }
                assertThat(one.refusals).isEmpty();
                assertThat(one.isReady() && two.isReady()).isTrue();
                assertThat(two.happened).containsExactly("up one");
            }
        });
    }

    @Test
    void bytesOfStrangersAreDroppedAndCounted() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("one", options);
                    NatsNode two = new NatsNode("two", options);
                    Connection stranger = Nats.connect(server.url())) {
                awaitReady(one, two);
                Random random = new Random(7);
                for (int i = 0; i < 2_000; i++) {
                    byte[] bytes = new byte[random.nextInt(60)];
                    random.nextBytes(bytes);
                    stranger.publish("aerostat.balloon.node.one." + random.nextInt(5), bytes);
                    stranger.publish("aerostat.balloon.all." + random.nextInt(5), bytes);
                }
                stranger.flush(SOON);
                one.put("after", "1");

                await().atMost(SOON).until(() -> two.rows.containsKey("one/after"));
                await().atMost(SOON).until(() -> one.cluster.statistics().malformedMessages() > 3_000);
                assertThat(one.happened).containsExactly("up two");
                assertThat(two.happened).containsExactly("up one");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void headersOfStrangersHarmNoLink() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("one", options);
                    NatsNode two = new NatsNode("two", options)) {
                awaitReady(one, two);
                for (int lane = 0; lane <= 2; lane++) {
                    publishWithHeader(server, "aerostat.balloon.node.two." + lane);
                }
                await().atMost(SOON).until(() -> two.cluster.statistics().malformedMessages() >= 3);

                sendNumbered(one, 1, 10);
                sendNumbered(one, 2, 10);

                await().atMost(SOON).until(() -> two.records.get() == 20);
                assertThat(two.happened).containsExactly("up one");
            }
        });
    }

    /** Publishes bytes with a header that is not ASCII, as a client that is not a node of the cluster. */
    private static void publishWithHeader(NatsServer server, String subject) {
        byte[] header = "NATS/1.0\r\nname\u00e9: value\u00e9\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        String head = "CONNECT {\"verbose\":false,\"headers\":true}\r\nHPUB " + subject + " " + header.length + " "
                + (header.length + 5) + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(header);
            socket.getOutputStream().write("bytes\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answers.lines().filter(line -> !line.startsWith("INFO")).findFirst())
                    .contains("PONG");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNodeWithDotsInItsNameHasASubjectOfItsOwn() {
        withServer(server -> {
            NatsOptions options = NatsOptions.of(server.url());
            try (NatsNode one = new NatsNode("a.b", options);
                    NatsNode two = new NatsNode("a-b", options, ClusterOptions.of("balloon", new NodeId("a-b"), 2))) {
                awaitReady(one, two);
            }
        });
    }
}
