package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeLongPoll;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongPollTest {
    private final FakeRouter router = new FakeRouter();
    private final FakeLongPoll server = new FakeLongPoll(router, Subprotocol.unbatched(Serialization.JSON));
    private final ClientRuntime runtime = ClientRuntime.create("long-poll");

    @AfterEach
    void close() {
        runtime.close();
        server.close();
        router.close();
    }

    private WampFuture<Session> joining(String url, ConnectorOptions options) {
        return Joining.join(
                Connectors.to(url, options, runtime),
                () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                ClientSessionOptions.of(runtime.executor(), runtime.timer()));
    }

    private Session join() {
        return joining(server.url(), ConnectorOptions.DEFAULT).await(DEADLINE);
    }

    @Test
    @Conformance({"LP-1", "LP-7"})
    void aThousandCallsKeepTheirOrderOverOneRequestOfEachKind() {
        Session session = join();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        session.register("com.echo", i -> i.arg(0, Long.class)).await(DEADLINE);
        for (long i = 0; i < 1000; i++) {
            answers.add(session.call("com.echo", i).as(Long.class));
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(answers.get(i).join()).isEqualTo(i);
        }
        assertThat(router.peer(0).received(Call.class).stream().map(Call::request))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 1001).boxed().toList());
        assertThat(server.mostSends).hasValue(1);
        assertThat(server.mostReceives).hasValue(1);
    }

    @Test
    @Conformance({"LP-2", "LP-6"})
    void answersWithoutMessagesAreAskedAgain() {
        Session session = join();
        await().atMost(DEADLINE).until(() -> server.emptyAnswers.get() >= 3);

        assertThatThrownBy(() -> session.call("com.absent").await(DEADLINE)).hasMessageContaining("no_such_procedure");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    @Conformance({"LP-3", "LP-4", "A-53"})
    void everySuccessWillDo(int status) {
        server.sendStatus = status;
        Session session = join();
        session.register("com.echo", i -> i.arg(0, Long.class)).await(DEADLINE);
        assertThat(session.call("com.echo", 7).as(Long.class).await(DEADLINE)).isEqualTo(7);
        session.leave().await(DEADLINE);

        await().atMost(DEADLINE).until(() -> server.closes.get() == 1);
        assertThat(router.peer(0).received(Goodbye.class)).hasSize(1);
    }

    @Test
    @Conformance("LP-6")
    void aSessionThatTheRouterDoesNotKnowAnyMoreIsLost() {
        Session session = join();
        router.peer(0).close();

        CloseReason reason = session.closed().await(DEADLINE);
        assertThat(reason.uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
        assertThat(reason.message()).isEqualTo("closed by the router");
    }

    @Test
    void whatTheRouterDoesNotTakeEndsTheSession() {
        Session session = join();
        server.sendStatus = 400;
        session.publish("com.t");

        assertThat(session.closed().await(DEADLINE).message()).contains("HTTP status 400");
    }

    @Test
    @Conformance("LP-1")
    void aRouterWithoutOurProtocolsIsNoRouterOfOurs() {
        assertThatThrownBy(() -> joining(server.url(), ConnectorOptions.DEFAULT.serializations(Serialization.CBOR))
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("400")
                .hasMessageContaining("only wamp.2.json");
    }

    @Test
    void saysWhenNobodyListens() {
        server.close();

        assertThatThrownBy(() -> joining(server.url(), ConnectorOptions.DEFAULT).await(DEADLINE))
                .isInstanceOf(ConnectFailed.class);
    }

    @Test
    void noticesThatTheRouterIsSilent() { // P3
        Session session = joining(
                        server.url(), ConnectorOptions.DEFAULT.pings(Duration.ofMillis(500), Duration.ofSeconds(2)))
                .await(DEADLINE);
        server.holdMillis = 60_000;

        assertThat(session.closed().await(DEADLINE).message()).contains("silent");
    }
}
