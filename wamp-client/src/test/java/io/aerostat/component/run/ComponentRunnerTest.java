package io.aerostat.component.run;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.TestRuntime;
import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.component.Challenges;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import io.aerostat.component.ComponentFactory;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentRunnerTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<ComponentRunner> runners = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        runners.forEach(runner -> runner.stop().await(DEADLINE));
        runtime.close();
        router.close();
    }

    private final RunnerListener listener = new RunnerListener() {
        @Override
        public void ready(SessionDetails details) {
            log.add("ready");
        }

        @Override
        public void failed(String where, Throwable cause) {
            log.add("failed " + where + ": " + cause.getMessage());
        }

        @Override
        public void left(CloseReason reason) {
            log.add("left " + reason.uri());
        }

        @Override
        public void retrying(Throwable cause, Duration delay) {
            log.add("retrying");
        }

        @Override
        public void ended(Optional<Throwable> cause) {
            log.add("ended" + cause.map(c -> " " + c.getMessage()).orElse(""));
        }
    };

    private ComponentRunner runner(ComponentFactory factory) {
        ComponentRunner runner = new ComponentRunner(
                new ComponentContext("balloon", "realm1", Map.of("height", 5L)),
                factory,
                runtime.connector(router),
                JoinRequest.of("realm1"),
                runtime.settings(),
                ReconnectOptions.DEFAULT
                        .delays(Duration.ofMillis(10), Duration.ofMillis(40))
                        .retryingFirst(),
                listener);
        runners.add(runner);
        return runner;
    }

    private final class Recording implements Component {
        @Override
        public JoinRequest onConnect(ComponentContext context, JoinRequest configured) {
            log.add("onConnect " + context.extra().get("height"));
            return configured;
        }

        @Override
        public CompletionStage<?> onJoin(Session session) {
            log.add("onJoin");
            return session.register("com.p", i -> "p");
        }

        @Override
        public void onLeave(Session session, CloseReason reason) {
            log.add("onLeave");
        }

        @Override
        public void onDisconnect(ComponentContext context, CloseReason reason) {
            log.add("onDisconnect");
        }
    }

    @Test
    void livesAWholeLife() {
        ComponentRunner runner = runner(context -> new Recording());
        runner.start().await(DEADLINE);
        runner.stop().await(DEADLINE);

        assertThat(log)
                .containsExactly(
                        "onConnect 5", "onJoin", "ready", "onLeave", "left wamp.close.normal", "onDisconnect", "ended");
    }

    @Test
    void joinsAgainAfterALoss() {
        runner(context -> new Recording()).start().await(DEADLINE);
        router.peer(0).close();

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(log)
                        .containsExactly(
                                "onConnect 5",
                                "onJoin",
                                "ready",
                                "onLeave",
                                "left wamp.close.transport_lost",
                                "onDisconnect",
                                "onConnect 5",
                                "onJoin",
                                "ready"));
        assertThat(router.procedures()).containsExactly("com.p");
    }

    record Flight(int height, String name) {}

    static final class Annotated implements Component {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Procedure("com.add")
        int add(int x, int y) {
            return x + y;
        }

        @Procedure("com.named")
        CompletionStage<String> named(@Arg("first") String first, @Arg("second") Optional<String> second) {
            return CompletableFuture.supplyAsync(() -> first + second.orElse("-"));
        }

        @Procedure("com.flight")
        Flight flight(Flight flight) {
            return new Flight(flight.height() + 1, flight.name());
        }

        @Topic("com.weather")
        void weather(Flight flight) {
            seen.add(flight.name());
        }
    }

    @Test
    void bindsAnnotatedMethods() {
        Annotated component = new Annotated();
        Session session = runner(context -> component).start().await(DEADLINE);

        assertThat(session.call("com.add", 2, 3).as(Integer.class).await(DEADLINE))
                .isEqualTo(5);
        assertThat(session.call(Call.of("com.named").kwarg("first", "a").kwarg("second", "b"))
                        .as(String.class)
                        .await(DEADLINE))
                .isEqualTo("ab");
        assertThat(session.call(Call.of("com.named").kwarg("first", "a"))
                        .as(String.class)
                        .await(DEADLINE))
                .isEqualTo("a-");
        assertThat(session.call("com.flight", Map.of("height", 1, "name", "x"))
                        .as(Flight.class)
                        .await(DEADLINE))
                .isEqualTo(new Flight(2, "x"));
        assertThat(session.call(Call.of("com.flight").kwargs(Map.of("height", 1, "name", "x")))
                        .as(Flight.class)
                        .await(DEADLINE))
                .isEqualTo(new Flight(2, "x"));
        session.publish(Publication.of("com.weather")
                .kwargs(Map.of("height", 1, "name", "wind"))
                .toMeToo());
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(component.seen).containsExactly("wind"));
        assertThatThrownBy(() -> session.call("com.add", 1).await(DEADLINE)).hasMessageContaining("invalid_argument");
    }

    @Test
    void onReadyComesAfterTheRegistrations() {
        runner(context -> new Component() {
                    @Procedure("com.p")
                    public String p() {
                        return "p";
                    }

                    @Override
                    public CompletionStage<?> onReady(Session session) {
                        return session.call("com.p").thenAccept(result -> log.add("answered"));
                    }
                })
                .start()
                .await(DEADLINE);

        assertThat(log).containsExactly("answered", "ready");
    }

    @Test
    void aComponentMapsItsExceptionsToErrors() {
        Component component = new Component() {
            @Override
            public CompletionStage<?> onJoin(Session session) {
                return session.register("com.find", i -> {
                    throw i.arguments().isEmpty()
                            ? new java.util.NoSuchElementException("shelf 5")
                            : new IllegalStateException("secret");
                });
            }

            @Override
            public ApplicationError onError(Throwable thrown, ErrorMapper configured) {
                return thrown instanceof java.util.NoSuchElementException
                        ? new ApplicationError("shop.error.none", thrown.getMessage())
                        : configured.toError(thrown);
            }
        };
        Session session = runner(context -> component).start().await(DEADLINE);

        assertThatThrownBy(() -> session.call("com.find").await(DEADLINE)).hasMessage("shop.error.none: shelf 5");
        assertThatThrownBy(() -> session.call("com.find", 1).await(DEADLINE))
                .hasMessageStartingWith("wamp.error.runtime_error")
                .hasMessageNotContaining("secret");
    }

    @Test
    void answersChallengesItself() {
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new Challenge("wampcra", Map.of("challenge", "c")));
            } else if (message instanceof Authenticate) {
                peer.deliver(new Welcome(5, FakeRouter.welcome(Roles.NONE, "wampcra")));
            }
            return message instanceof Hello || message instanceof Authenticate;
        });
        runner(context -> new Component() {
                    @Override
                    public JoinRequest onConnect(ComponentContext context, JoinRequest configured) {
                        return configured.authid("karina").authentication(Challenges.answeredByComponent("wampcra"));
                    }

                    @Override
                    public CompletionStage<ChallengeAnswer> onChallenge(ComponentContext context, Challenge challenge) {
                        return CompletableFuture.completedStage(
                                ChallengeAnswer.of("signed " + challenge.extra().get("challenge")));
                    }
                })
                .start()
                .await(DEADLINE);

        assertThat(router.peer(0).received(Hello.class).get(0).details().authmethods())
                .containsExactly("wampcra");
        assertThat(router.peer(0).received(Hello.class).get(0).details().authid())
                .isEqualTo("karina");
        assertThat(router.peer(0).received(Authenticate.class).get(0).signature())
                .isEqualTo("signed c");
    }

    @Test
    void anOnReadyThatFailsIsTriedAgain() {
        int[] joins = new int[1];
        runner(context -> new Component() {
                    @Override
                    public CompletionStage<?> onReady(Session session) {
                        return joins[0]++ < 1
                                ? CompletableFuture.failedStage(new IllegalStateException("too windy"))
                                : Component.done();
                    }
                })
                .start()
                .await(DEADLINE);

        assertThat(log)
                .containsExactly("failed onReady: too windy", "left wamp.close.component_failed", "retrying", "ready");
    }

    @Test
    void onReadyRunsOnTheExecutorWhateverThreadCompletesOnJoin() {
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        WampFuture<Session> ready = runner(context -> new Component() {
                    @Override
                    public CompletionStage<?> onJoin(Session session) {
                        return prepared;
                    }

                    @Override
                    public CompletionStage<?> onReady(Session session) {
                        threads.add(Thread.currentThread());
                        return Component.done();
                    }
                })
                .start();
        await().atMost(DEADLINE).until(() -> prepared.getNumberOfDependents() > 0);

        prepared.complete(null);

        ready.await(DEADLINE);
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void onReadyIsNotCalledForASessionThatHasEnded() {
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        WampFuture<Session> ready = runner(context -> new Component() {
                    @Override
                    public CompletionStage<?> onJoin(Session session) {
                        log.add("onJoin");
                        return router.peers.size() == 1 ? prepared : Component.done();
                    }

                    @Override
                    public CompletionStage<?> onReady(Session session) {
                        log.add("onReady");
                        return Component.done();
                    }
                })
                .start();
        await().atMost(DEADLINE).until(() -> prepared.getNumberOfDependents() > 0);
        router.peer(0).close();
        ready.await(DEADLINE);

        prepared.complete(null);

        assertThat(log).containsExactly("onJoin", "left wamp.close.transport_lost", "onJoin", "onReady", "ready");
    }

    @Test
    void aConstructorThatThrowsEndsIt() {
        ComponentRunner runner = runner(context -> {
            throw new IllegalStateException("no gas");
        });

        assertThatThrownBy(() -> runner.start().await(DEADLINE)).hasMessage("no gas");
        runner.ended().await(DEADLINE);
        assertThat(log).containsExactly("failed constructor: no gas", "ended no gas");
        assertThat(router.peers).isEmpty();
    }

    @Test
    void anOnJoinThatFailsIsTriedAgain() {
        int[] joins = new int[1];
        runner(context -> new Component() {
                    @Override
                    public CompletionStage<?> onJoin(Session session) {
                        if (joins[0]++ < 2) {
                            throw new IllegalStateException("too windy");
                        }
                        return Component.done();
                    }
                })
                .start()
                .await(DEADLINE);

        assertThat(log)
                .containsExactly(
                        "failed onJoin: too windy",
                        "left wamp.close.component_failed",
                        "retrying",
                        "failed onJoin: too windy",
                        "left wamp.close.component_failed",
                        "retrying",
                        "ready");
        assertThat(router.peers).hasSize(3);
    }

    @Test
    void aRefusedJoinIsTheEnd() {
        router.intercept((peer, message) -> {
            if (message instanceof Hello) {
                peer.deliver(new io.aerostat.protocol.message.Abort(
                        io.aerostat.protocol.option.CloseDetails.NONE,
                        "com.example.no_such_user",
                        io.aerostat.protocol.payload.Payload.EMPTY));
                return true;
            }
            return false;
        });

        assertThatThrownBy(() -> runner(context -> new Recording()).start().await(DEADLINE))
                .isInstanceOf(JoinRefused.class);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(log)
                        .containsExactly("onConnect 5", "onDisconnect", "ended com.example.no_such_user"));
    }

    @Test
    void extraIsReadAsARecord() {
        ComponentContext context = new ComponentContext("c", "realm1", Map.of("height", 3L, "name", "n"));

        assertThat(context.extraAs(Flight.class)).isEqualTo(new Flight(3, "n"));
        assertThat(context.toString()).doesNotContain("height");
    }
}
