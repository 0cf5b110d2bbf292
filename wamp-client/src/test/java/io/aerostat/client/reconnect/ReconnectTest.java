package io.aerostat.client.reconnect;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a session that outlives its connections, with a fake router that a test scripts. */
class ReconnectTest {
    private static final ReconnectOptions FAST =
            ReconnectOptions.DEFAULT.delays(Duration.ofMillis(10), Duration.ofMillis(50));

    private final FakeRouter router = new FakeRouter();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Client> clients = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(Client::close);
        router.close();
    }

    private ClientBuilder builder() {
        return Client.builder().router(router).realm("realm1").reconnect(FAST).listener(new SessionListener() {
            @Override
            public void connected() {
                events.add("connected");
            }

            @Override
            public void joined(SessionDetails details) {
                events.add("joined");
            }

            @Override
            public void left(CloseReason reason) {
                events.add("left " + reason.uri());
            }

            @Override
            public void notRestored(String uri, Throwable cause) {
                events.add("not restored " + uri);
            }

            @Override
            public void closed(Optional<Throwable> cause) {
                events.add("closed");
            }
        });
    }

    private Client client(ClientBuilder builder) {
        Client client = builder.build();
        clients.add(client);
        return client;
    }

    @Test
    @Conformance("P8")
    void registersAndSubscribesAgainByItself() {
        Session session = client(builder()).connect().await(DEADLINE);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Registration registration =
                session.register("com.add", i -> i.arg(0, Integer.class) + 1).await(DEADLINE);
        Subscription subscription = session.subscribe("com.t", e -> seen.add(e.arg(0, Integer.class)))
                .await(DEADLINE);
        long firstId = session.details().id();

        router.peer(0).close();
        await().atMost(DEADLINE)
                .until(() -> router.peers.size() == 2 && router.procedures().contains("com.add"));
        await().atMost(DEADLINE).until(() -> session.isJoined() && registration.isActive() && subscription.isActive());

        assertThat(session.call("com.add", 1).as(Integer.class).await(DEADLINE)).isEqualTo(2);
        session.publish(Publication.of("com.t").args(7).toMeToo());
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly(7));
        assertThat(session.details().id()).isNotEqualTo(firstId);
        assertThat(events)
                .startsWith("connected", "joined", "left " + CloseReason.TRANSPORT_LOST, "connected", "joined");
    }

    @Test
    @Conformance("P8")
    void pendingCallsFailAndLaterOnesWork() {
        Session session = client(builder()).connect().await(DEADLINE);
        router.intercept((peer, message) -> message instanceof Call);
        CallHandle pending = session.call("com.slow");
        await().atMost(DEADLINE)
                .until(() -> !router.peer(0).received(Call.class).isEmpty());
        router.intercept((peer, message) -> false);
        router.peer(0).close();

        assertThatThrownBy(() -> pending.await(DEADLINE)).isInstanceOf(SessionLost.class);
        await().atMost(DEADLINE).until(session::isJoined);
        assertThatThrownBy(() -> session.call("com.absent").await(DEADLINE)).isInstanceOf(ApplicationError.class);
    }

    @Test
    void whatIsAskedForBetweenTwoJoinsIsHadAfterTheSecond() {
        Session session = client(builder()).connect().await(DEADLINE);
        router.intercept((peer, message) -> message instanceof Hello);
        router.peer(0).close();
        await().atMost(DEADLINE).until(() -> !session.isJoined());

        WampFuture<Registration> registering = session.register("com.late", i -> "here");
        assertThat(registering).isNotDone();
        router.intercept((peer, message) -> false);
        router.lastPeer().close();

        registering.await(DEADLINE);
        assertThat(session.call("com.late").as(String.class).await(DEADLINE)).isEqualTo("here");
    }

    @Test
    void whatWasEndedIsNotHadAgain() {
        Session session = client(builder()).connect().await(DEADLINE);
        Registration kept = session.register("com.kept", i -> 1).await(DEADLINE);
        Registration ended = session.register("com.ended", i -> 1).await(DEADLINE);
        Registration revoked = session.register("com.revoked", i -> 1).await(DEADLINE);
        ended.unregister().await(DEADLINE);
        router.peer(0).deliver(new Unregistered(0, new Revocation(revoked.id(), "com.why")));
        assertThat(revoked.ended().await(DEADLINE)).isEqualTo("com.why");

        router.peer(0).close();
        await().atMost(DEADLINE).until(() -> router.peers.size() == 2 && session.isJoined() && kept.isActive());

        assertThat(router.procedures()).containsExactly("com.kept");
    }

    @Test
    @Conformance({"P3", "P8"})
    void aRegistrationInTheWayIsTriedAgain() {
        Session session = client(builder()).connect().await(DEADLINE);
        Registration registration = session.register("com.p", i -> 1).await(DEADLINE);
        AtomicInteger refusals = new AtomicInteger(2);
        router.intercept((peer, message) -> {
            if (message instanceof Register register && refusals.getAndDecrement() > 0) {
                peer.deliver(FakeRouter.error(Register.CODE, register.request(), ErrorUris.PROCEDURE_ALREADY_EXISTS));
                return true;
            }
            return false;
        });
        router.peer(0).close();

        await().atMost(DEADLINE).until(() -> router.procedures().contains("com.p") && registration.isActive());
    }

    @Test
    @Conformance({"P8", "P29"})
    void aRateLimitDelaysTheRestorationAndDoesNotEndIt() {
        Session session = client(builder()).connect().await(DEADLINE);
        Registration registration = session.register("com.p", i -> 1).await(DEADLINE);
        Subscription subscription = session.subscribe("com.t", e -> {}).await(DEADLINE);
        AtomicInteger refusals = new AtomicInteger(3);
        router.intercept((peer, message) -> {
            if ((message instanceof Register || message instanceof Subscribe) && refusals.getAndDecrement() > 0) {
                peer.deliver(FakeRouter.error(message.code(), message.request(), ErrorUris.TOO_MANY_REQUESTS));
                return true;
            }
            return false;
        });
        router.peer(0).close();

        await().atMost(DEADLINE).until(() -> registration.isActive() && subscription.isActive());
        assertThat(refusals.get()).isNotPositive();
        assertThat(events).noneMatch(event -> event.startsWith("not restored"));
    }

    @Test
    void aClientThatIsLockedOutWaitsAsLongAsTheRouterSays() throws Exception {
        Payload payload = Serializers.of(Serialization.JSON)
                .payload(new PayloadValues(List.of("failed_logins: too many"), Map.of("retry_after_ms", 3_600_000)));
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new Abort(
                        new CloseDetails("failed_logins: too many", null), ErrorUris.TOO_MANY_REQUESTS, payload));
                return true;
            }
            return false;
        });
        List<Duration> delays = new CopyOnWriteArrayList<>();
        client(Client.builder()
                        .router(router)
                        .realm("realm1")
                        .reconnect(FAST.retryingFirst())
                        .listener(new SessionListener() {
                            @Override
                            public void retrying(Throwable cause, Duration delay) {
                                delays.add(delay);
                            }
                        }))
                .connect();

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(delays).containsExactly(Duration.ofHours(1)));
    }

    @Test
    void aRegistrationThatIsRefusedPermanentlyIsReported() {
        Session session = client(builder()).connect().await(DEADLINE);
        session.register("com.p", i -> 1).await(DEADLINE);
        router.intercept((peer, message) -> {
            if (message instanceof Register register) {
                peer.deliver(FakeRouter.error(Register.CODE, register.request(), ErrorUris.NOT_AUTHORIZED));
                return true;
            }
            return false;
        });
        router.peer(0).close();

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(events).contains("not restored com.p"));
    }

    @Test
    void aRefusedFirstRegistrationFailsAtOnceAndIsForgotten() {
        Session session = client(builder()).connect().await(DEADLINE);
        session.register("com.p", i -> 1).await(DEADLINE);

        assertThatThrownBy(() -> session.register("com.p", i -> 2).await(DEADLINE))
                .isInstanceOf(ApplicationError.class);
    }

    @Test
    void leavingEndsTheSessionPermanently() {
        Session session = client(builder()).connect().await(DEADLINE);
        session.register("com.p", i -> 1).await(DEADLINE);

        CloseReason reason = session.leave("com.bye").await(DEADLINE);

        assertThat(reason.uri()).isEqualTo("com.bye");
        assertThat(router.peer(0).received(Goodbye.class)).hasSize(1);
        assertThat(router.peers).hasSize(1);
        assertThat(events).endsWith("closed");
        assertThatThrownBy(() -> session.register("com.q", i -> 1).await(DEADLINE))
                .isInstanceOf(SessionLost.class);
    }

    @Test
    void comesBackAfterAGoodbyeOfTheRouter() {
        Session session = client(builder()).connect().await(DEADLINE);
        router.peer(0).deliver(new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown"));

        await().atMost(DEADLINE).until(() -> router.peers.size() == 2 && session.isJoined());
    }

    @Test
    void doesNotComeBackWhenSwitchedOff() {
        Session session =
                client(builder().reconnect(ReconnectOptions.OFF)).connect().await(DEADLINE);
        router.peer(0).close();

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
        assertThat(router.peers).hasSize(1);
    }

    @Test
    void theFirstJoinFailsAtOnceByDefault() {
        router.refuseConnections(true);

        assertThatThrownBy(() -> client(builder()).connect().await(DEADLINE)).isInstanceOf(ConnectFailed.class);
    }

    @Test
    void theFirstJoinIsTriedAgainIfAskedFor() {
        router.refuseConnections(true);
        WampFuture<Session> connecting =
                client(builder().reconnect(FAST.retryingFirst())).connect();
        assertThat(connecting).isNotDone();
        router.refuseConnections(false);

        assertThat(connecting.await(DEADLINE).isJoined()).isTrue();
    }

    @Test
    void aRefusalThatWillNotChangeEndsIt() {
        refuseWith(ErrorUris.AUTHENTICATION_DENIED);

        assertThatThrownBy(() -> client(builder().reconnect(FAST.retryingFirst()))
                        .connect()
                        .await(DEADLINE))
                .isInstanceOfSatisfying(JoinRefused.class, refused -> {
                    assertThat(refused.uri()).isEqualTo(ErrorUris.AUTHENTICATION_DENIED);
                    assertThat(refused).hasMessageContaining("no such user");
                });
        assertThat(router.peers).hasSize(1);
    }

    @Test
    void aRefusalThatMayChangeIsTriedAgain() {
        refuseWith(ErrorUris.AUTHENTICATION_FAILED);
        WampFuture<Session> connecting =
                client(builder().reconnect(FAST.retryingFirst())).connect();
        await().atMost(DEADLINE).until(() -> router.peers.size() > 2);
        router.intercept((peer, message) -> false);

        connecting.await(DEADLINE);
    }

    @Test
    void givesUpAfterTheLastPermittedAttempt() {
        router.refuseConnections(true);

        assertThatThrownBy(() -> client(builder().reconnect(FAST.retryingFirst().maxAttempts(3)))
                        .connect()
                        .await(DEADLINE))
                .isInstanceOf(ConnectFailed.class);
    }

    private void refuseWith(String uri) {
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new Abort(new CloseDetails("no such user", null), uri, Payload.EMPTY));
                return true;
            }
            return false;
        });
    }

    @Test
    void closingTheClientEndsAJoinInProgress() {
        router.refuseConnections(true);
        Client client = client(builder().reconnect(FAST.retryingFirst()));
        WampFuture<Session> connecting = client.connect();

        client.close();

        assertThat(connecting).isCancelled();
    }

    @Test
    @Conformance("P8")
    void comesBackToARouterThatWasRestarted() {
        FakeServer server = FakeServer.webSocketAt(router, 0);
        int port = server.port();
        Session session = client(Client.builder()
                        .url("ws://127.0.0.1:" + port + "/ws")
                        .realm("realm1")
                        .reconnect(FAST))
                .connect()
                .await(DEADLINE);
        Registration registration = session.register("com.p", i -> "still here").await(DEADLINE);
        server.close();
        await().atMost(DEADLINE).until(() -> !session.isJoined());

        try (FakeServer restarted = FakeServer.webSocketAt(router, port)) {
            await().atMost(DEADLINE).until(() -> session.isJoined() && registration.isActive());
            assertThat(session.call("com.p").as(String.class).await(DEADLINE)).isEqualTo("still here");
        }
    }
}
