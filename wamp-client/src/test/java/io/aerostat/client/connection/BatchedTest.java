package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests batches that a router sends over {@code wamp.2.json.batched}. */
class BatchedTest {
    private static final String END = "\u001e";

    private final FakeRouter router = new FakeRouter();
    private final FakeServer server = FakeServer.batched(router, Serialization.JSON);
    private final ClientRuntime runtime = ClientRuntime.create("batched");
    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private Session session;
    private long subscription;

    @BeforeEach
    void join() {
        session = Joining.join(
                        Connectors.to(
                                "ws://127.0.0.1:" + server.port() + "/ws",
                                ConnectorOptions.DEFAULT.batching(),
                                runtime),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        ClientSessionOptions.of(runtime.executor(), runtime.timer()))
                .await(DEADLINE);
        subscription = session.subscribe("com.t", event -> seen.add(event.arg(0, Long.class)))
                .await(DEADLINE)
                .id();
    }

    @AfterEach
    void close() {
        runtime.close();
        server.close();
        router.close();
    }

    private String event(int number) {
        return "[36," + subscription + "," + number + ",{},[" + number + "]]";
    }

    @Test
    @Conformance("BAT-1")
    void everyMessageIsSentWithItsEnd() {
        assertThat(server.texts).isNotEmpty().allMatch(text -> text.endsWith("]" + END));
    }

    @Test
    @Conformance("BAT-1")
    void oneMessageOrThree() {
        server.say(event(1) + END);
        server.say(event(2) + END + event(3) + END + event(4) + END);

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    @Conformance({"BAT-3", "A-52"})
    void theOtherSeparatorIsReadToo() {
        server.say(event(1) + "\u0018" + event(2) + "\u0018");

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[36,1,1,{}]", "[36,1,1,{}]\u001e[36"})
    @Conformance("BAT-2")
    void anEmptyOrTruncatedBatchEndsTheSession(String batch) {
        server.say(batch);

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo("wamp.error.protocol_violation");
    }
}
