package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The behaviour that all kinds of connections have in common. */
abstract class ConnectionContract {
    protected final FakeRouter router = new FakeRouter();
    protected final ClientRuntime runtime = ClientRuntime.create("contract");

    /** Returns a connector to {@link #router}, for the kind of connection under test. */
    abstract Connector connector() throws Exception;

    @AfterEach
    void closeRuntime() {
        runtime.close();
        router.close();
    }

    final Session join() throws Exception {
        return Joining.join(
                        connector(),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        ClientSessionOptions.of(runtime.executor(), runtime.timer()))
                .await(DEADLINE);
    }

    @Test
    @Conformance("TIC-3")
    void isPrivateAsItIsEncryptedOrWithinThisMachine() throws Exception {
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new Challenge("ticket", Map.of()));
                return true;
            }
            if (message instanceof Authenticate answer) {
                peer.deliver(new Abort(CloseDetails.NONE, "com.example." + answer.signature(), Payload.EMPTY));
                return true;
            }
            return false;
        });
        JoinRequest request = JoinRequest.of("realm1").authentication(Authentications.ticket("joe", "t1"));

        assertThatThrownBy(() -> Joining.join(
                                connector(),
                                () -> CompletableFuture.completedStage(request),
                                ClientSessionOptions.of(runtime.executor(), runtime.timer()))
                        .await(DEADLINE))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining("com.example.t1");
    }

    @Test
    void carriesCallsAndEvents() throws Exception {
        Session session = join();
        List<Object> events = new CopyOnWriteArrayList<>();
        session.subscribe("com.t", e -> events.add(e.kwargs())).await(DEADLINE);
        session.register("com.echo", i -> i.arg(0, Map.class)).await(DEADLINE);

        Map<String, Object> value = Map.of("text", "Ünïcode ☃", "list", List.of(1L, 2.5, true), "big", 1L << 53);
        assertThat(session.call("com.echo", value).as(Map.class).await(DEADLINE))
                .isEqualTo(value);
        session.publish(Publication.of("com.t").kwarg("x", 1).toMeToo()).await(DEADLINE);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(events).containsExactly(Map.of("x", 1L)));
    }

    @Test
    void carriesBinary() throws Exception {
        Session session = join();
        session.register("com.echo", i -> i.arg(0, byte[].class)).await(DEADLINE);
        byte[] bytes = {0, 1, -1, 127, -128};

        assertThat(session.call("com.echo", (Object) bytes).as(byte[].class).await(DEADLINE))
                .isEqualTo(bytes);
    }

    @Test
    void carriesMessagesOfAllSizesInOrder() throws Exception {
        Session session = join();
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        List<Integer> expected = new ArrayList<>();
        session.register("com.length", i -> {
                    lengths.add(i.arg(0, String.class).length());
                    return i.arg(0, String.class);
                })
                .await(DEADLINE);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int length : new int[] {0, 1, 100, 124, 125, 126, 127, 1000, 30_000, 60_000, 5}) {
            expected.add(length);
            answers.add(session.call("com.length", "x".repeat(length)).as(String.class));
        }

        for (int i = 0; i < expected.size(); i++) {
            assertThat(answers.get(i).join()).hasSize(expected.get(i));
        }
        assertThat(lengths).isEqualTo(expected);
    }

    /**
     * Sizes around each bound of a framing, and around the size at which a batch is written. The list is short because
     * leak detection makes the test of each size slow.
     */
    private static IntStream sizes() {
        return Stream.of(
                        IntStream.of(0, 1, 1_000, 30_000, 131_050, 131_072, 200_000, 300_000),
                        IntStream.range(100, 127),
                        IntStream.iterate(65_536 - 60, size -> size <= 65_539, size -> size + 4))
                .flatMapToInt(Function.identity());
    }

    @Test
    void publicationsOfEverySizeAreSentAtOnce() throws Exception {
        Session session = join();

        sizes().forEach(size ->
                session.publishAcknowledged("com.t", "x".repeat(size)).await(DEADLINE));
    }

    @Test
    void whatIsFlushedTogetherIsSentWhateverItsSize() throws Exception {
        router.intercept((peer, message) -> true);
        Connection connection = connector().open(new Deaf()).get(30, SECONDS);
        await().atMost(DEADLINE).until(() -> !router.peers.isEmpty());
        for (int count = 55; count <= 70; count++) {
            int last = count;
            int before = router.peer(0).received.size();
            connection.executor().execute(() -> {
                for (int i = 1; i <= last; i++) {
                    publish(connection, i, 1_000);
                }
                connection.flush();
            });
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() ->
                            assertThat(router.peer(0).received.size() - before).isEqualTo(last));
        }
        // The first publication fills more than one batch; the second flush has nothing to send.
        int before = router.peer(0).received.size();
        connection.executor().execute(() -> {
            publish(connection, 1, 100_000);
            publish(connection, 2, 10);
            connection.flush();
            connection.flush();
            publish(connection, 3, 200_000);
            connection.flush();
        });
        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(router.peer(0).received.size() - before).isEqualTo(3));
        connection.executor().execute(connection::close);
    }

    private static void publish(Connection connection, long request, int size) {
        try {
            PayloadValues values = new PayloadValues(List.of("x".repeat(size)), Map.of());
            Payload payload = connection.serializer().payload(values);
            connection.write(new Publish(request, PublishOptions.NONE, "com.t", payload));
        } catch (MessageRefused | NotExpressible e) {
            throw new IllegalStateException(e);
        }
    }

    /** A listener that ignores all events. */
    private static final class Deaf implements ConnectionListener {
        @Override
        public void message(WampMessage message) {}

        @Override
        public void violation(ProtocolViolation violation) {}

        @Override
        public void writable() {}

        @Override
        public void closed(String cause) {}
    }

    /** Collects the lengths of the texts in a call's results. */
    private static final class Lengths implements Flow.Subscriber<CallResult> {
        final CompletableFuture<List<Integer>> all = new CompletableFuture<>();
        private final List<Integer> soFar = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(CallResult result) {
            soFar.add(result.as(String.class).length());
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(soFar);
        }
    }

    @Test
    void largeAnswersAndEventsArriveAtOnce() throws Exception {
        Session session = join();
        List<Integer> events = new CopyOnWriteArrayList<>();
        session.subscribe("com.t", e -> events.add(e.arg(0, String.class).length()))
                .await(DEADLINE);
        session.register("com.echo", i -> {
                    i.progress(i.arg(0, String.class));
                    i.progress(i.arg(0, String.class));
                    return i.arg(0, String.class);
                })
                .await(DEADLINE);
        for (int size : new int[] {65_500, 100_000, 300_000}) {
            String text = "x".repeat(size);
            Lengths lengths = new Lengths();
            session.stream(Call.of("com.echo").args(text)).subscribe(lengths);

            assertThat(lengths.all.get(30, SECONDS)).containsExactly(size, size, size);
            session.publish(Publication.of("com.t").args(text).toMeToo()).await(DEADLINE);
            await().atMost(DEADLINE).untilAsserted(() -> assertThat(events).contains(size));
        }
    }

    @Test
    void carriesManyConcurrentCalls() throws Exception { // P9
        Session session = join();
        session.register(ProcedureOffer.of("com.echo").sideBySide(), i -> i.arg(0, Integer.class))
                .await(DEADLINE);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add(session.call("com.echo", i).as(Integer.class));
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(answers.get(i).get(60, SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void losingTheConnectionEndsTheSession() throws Exception {
        Session session = join();
        router.intercept((peer, message) -> !(message instanceof Hello));
        CallHandle call = session.call("com.slow");
        await().atMost(DEADLINE).until(() -> router.peer(0).received.size() == 2);
        router.peer(0).close();

        assertThatThrownBy(() -> call.await(DEADLINE)).isInstanceOf(SessionLost.class);
        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
    }

    @Test
    void leavingClosesTheConnection() throws Exception {
        Session session = join();
        session.leave().await(DEADLINE);

        await().atMost(DEADLINE).until(() -> !router.peer(0).isOpen());
    }
}
