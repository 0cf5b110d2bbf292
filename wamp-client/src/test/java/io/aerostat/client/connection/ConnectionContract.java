package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.Endpoint;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Joining;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionSettings;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of connection does alike. */
abstract class ConnectionContract {
    protected final FakeRouter router = new FakeRouter();
    protected final ClientRuntime runtime = ClientRuntime.create("contract");

    /** To {@link #router}, over the connection under test. */
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
                        SessionSettings.of(runtime.executor(), runtime.timer()))
                .await(SOON);
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
                                SessionSettings.of(runtime.executor(), runtime.timer()))
                        .await(SOON))
                .isInstanceOf(JoinRefused.class)
                .hasMessageContaining("com.example.t1");
    }

    @Test
    void carriesCallsAndEvents() throws Exception {
        Session session = join();
        List<Object> events = new CopyOnWriteArrayList<>();
        session.subscribe("com.t", e -> events.add(e.kwargs())).await(SOON);
        session.register("com.echo", i -> i.arg(0, Map.class)).await(SOON);

        Map<String, Object> value = Map.of("text", "Ünïcode ☃", "list", List.of(1L, 2.5, true), "big", 1L << 53);
        assertThat(session.call("com.echo", value).as(Map.class).await(SOON)).isEqualTo(value);
        session.publish(Publication.of("com.t").kwarg("x", 1).toMeToo()).await(SOON);
        await().atMost(SOON).untilAsserted(() -> assertThat(events).containsExactly(Map.of("x", 1L)));
    }

    @Test
    void carriesBinary() throws Exception {
        Session session = join();
        session.register("com.echo", i -> i.arg(0, byte[].class)).await(SOON);
        byte[] bytes = {0, 1, -1, 127, -128};

        assertThat(session.call("com.echo", (Object) bytes).as(byte[].class).await(SOON))
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
                .await(SOON);
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

    @Test
    void carriesManyConcurrentCalls() throws Exception { // P9
        Session session = join();
        session.register(Endpoint.of("com.echo").sideBySide(), i -> i.arg(0, Integer.class))
                .await(SOON);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add(session.call("com.echo", i).as(Integer.class));
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(answers.get(i).get(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isEqualTo(i);
        }
    }

    @Test
    void losingTheConnectionEndsTheSession() throws Exception {
        Session session = join();
        router.intercept((peer, message) -> !(message instanceof Hello));
        CallHandle call = session.call("com.slow");
        await().atMost(SOON).until(() -> router.peer(0).received.size() == 2);
        router.peer(0).close();

        assertThatThrownBy(() -> call.await(SOON)).isInstanceOf(SessionLost.class);
        assertThat(session.closed().await(SOON).uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
    }

    @Test
    void leavingClosesTheConnection() throws Exception {
        Session session = join();
        session.leave().await(SOON);

        await().atMost(SOON).until(() -> !router.peer(0).isOpen());
    }
}
