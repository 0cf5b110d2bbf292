package io.aerostat.client.session;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.client.TestRuntime;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests what a session of the client sends and returns, with a fake router that a test scripts. */
class SessionTest {
    private final FakeRouter router = new FakeRouter();
    private final TestRuntime runtime = new TestRuntime();

    @AfterEach
    void close() {
        runtime.close();
        router.close();
    }

    record Point(int x, int y) {}

    @Test
    void joinsAndKnowsWhoItIs() {
        Session session = runtime.join(router);

        assertThat(session.isJoined()).isTrue();
        assertThat(session.details().id()).isEqualTo(router.peer(0).session);
        assertThat(session.details().realm()).isEqualTo("realm1");
        assertThat(session.details().authrole()).isEqualTo("user");
        Hello hello = router.peer(0).received(Hello.class).get(0);
        assertThat(hello.details().roles().features()).hasSize(4); // SES-2
    }

    @Test
    void callsAndGetsTypedResults() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        callee.register("com.add", i -> i.arg(0, Integer.class) + i.arg(1, Integer.class))
                .await(DEADLINE);
        callee.register(
                        "com.swap",
                        i -> new Point(
                                i.arg(0, Point.class).y(), i.arg(0, Point.class).x()))
                .await(DEADLINE);
        callee.register("com.both", i -> Reply.of(1, "two").kwarg("three", 3)).await(DEADLINE);
        callee.register("com.nothing", i -> null).await(DEADLINE);
        callee.register("com.later", i -> CompletableFuture.supplyAsync(() -> i.kwarg("name", String.class) + "!"))
                .await(DEADLINE);

        assertThat(caller.call("com.add", 2, 3).as(Integer.class).await(DEADLINE))
                .isEqualTo(5);
        assertThat(caller.call("com.swap", new Point(1, 2)).as(Point.class).await(DEADLINE))
                .isEqualTo(new Point(2, 1));
        assertThat(caller.call("com.both").await(DEADLINE).args()).containsExactly(1L, "two");
        assertThat(caller.call("com.both").await(DEADLINE).kwargs()).containsExactly(Map.entry("three", 3L));
        assertThat(caller.call("com.nothing").asOptional(String.class).await(DEADLINE))
                .isEmpty();
        assertThat(caller.call(Call.of("com.later").kwarg("name", "a"))
                        .as(String.class)
                        .await(DEADLINE))
                .isEqualTo("a!");
    }

    @Test
    void errorsAreTyped() {
        Session session = runtime.join(router);
        session.register("com.refuse", i -> {
                    throw ApplicationError.of("com.no", List.of("because", 7), Map.of("hint", "later"));
                })
                .await(DEADLINE);
        session.register("com.crash", i -> {
                    throw new IllegalStateException("oops");
                })
                .await(DEADLINE);
        session.register("com.typed", i -> i.arg(0, Integer.class)).await(DEADLINE);

        assertThatThrownBy(() -> session.call("com.refuse").await(DEADLINE))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("com.no");
                    assertThat(error.args()).containsExactly("because", 7L);
                    assertThat(error.kwargs()).containsEntry("hint", "later");
                });
        assertThat(uriOf(session.call("com.crash"))).isEqualTo(ErrorUris.RUNTIME_ERROR); // RPC-6
        assertThat(uriOf(session.call("com.typed", "text"))).isEqualTo(ErrorUris.INVALID_ARGUMENT); // RPC-10
        assertThat(uriOf(session.call("com.typed"))).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(uriOf(session.call("com.absent"))).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    void patternsOfARouterThatDoesNotAnnounceThemAreWarnedOf() {
        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.aerostat.client.session");
        warnings.start();
        logger.addAppender(warnings);
        try {
            Session knowing = runtime.join(router);
            knowing.subscribe(TopicFilter.prefix("com.known"), e -> {}).await(DEADLINE);
            knowing.register(ProcedureOffer.prefix("com.known"), i -> 1).await(DEADLINE);
            router.announce(Roles.NONE);
            Session session = runtime.join(router);
            session.subscribe(TopicFilter.prefix("com.silent"), e -> {}).await(DEADLINE);
            session.register(ProcedureOffer.wildcard("com..silent"), i -> 1).await(DEADLINE);
            session.subscribe("com.exact", e -> {}).await(DEADLINE);
        } finally {
            logger.detachAppender(warnings);
        }

        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(text -> text.contains("announce"))
                .containsExactly(
                        "subscription com.silent (prefix): the router does not announce pattern_based_subscription,"
                                + " and may never send an event",
                        "registration com..silent (wildcard): the router does not announce"
                                + " pattern_based_registration, and may never send a call");
    }

    @Test
    void theTextOfAnUnforeseenExceptionStaysHere() {
        Session session = runtime.join(router);
        session.register("com.crash", i -> {
                    throw new IllegalStateException("database password is swordfish");
                })
                .await(DEADLINE);
        session.register("com.later", i -> CompletableFuture.failedFuture(new Error("swordfish")))
                .await(DEADLINE);
        session.register("com.canceled", i -> {
                    throw new java.util.concurrent.CancellationException("swordfish");
                })
                .await(DEADLINE);
        session.register("com.unsendable", i -> new Object() {
                    @SuppressWarnings("unused")
                    public String getBroken() {
                        throw new IllegalStateException("swordfish");
                    }
                })
                .await(DEADLINE);

        for (String procedure : List.of("com.crash", "com.later", "com.unsendable")) {
            ApplicationError error = errorOf(session.call(procedure));
            assertThat(error.uri()).isEqualTo(ErrorUris.RUNTIME_ERROR);
            assertThat(error.kwargs()).containsOnlyKeys(ErrorMapper.INCIDENT);
            assertThat(String.valueOf(error.args()))
                    .contains(String.valueOf(error.kwargs().get(ErrorMapper.INCIDENT)))
                    .doesNotContain("swordfish")
                    .doesNotContain("io.aerostat");
        }
        assertThat(errorOf(session.call("com.canceled")).uri()).isEqualTo(ErrorUris.CANCELED);
        assertThat(errorOf(session.call("com.canceled")).args()).isEmpty();
    }

    @Test
    void messagesOfExceptionsReachTheCallerIfThatIsWanted() {
        Session session = Joining.join(
                        runtime.connector(router),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        runtime.settings().errors(ErrorMapper.WITH_MESSAGES))
                .await(DEADLINE);
        session.register("com.crash", i -> {
                    throw new IllegalStateException("no such shelf");
                })
                .await(DEADLINE);

        assertThat(errorOf(session.call("com.crash")).args()).containsExactly("no such shelf");
    }

    private static ApplicationError errorOf(CallHandle call) {
        return call.handle((result, failure) -> (ApplicationError) failure).join();
    }

    private static String uriOf(CallHandle call) {
        return call.handle((result, failure) -> failure instanceof ApplicationError error ? error.uri() : "" + failure)
                .join();
    }

    @Test
    @Conformance("ID-4")
    void requestIdsAreSequentialOverAllKinds() {
        Session session = runtime.join(router);
        session.register("com.p", i -> null).await(DEADLINE);
        session.subscribe("com.t", event -> {}).await(DEADLINE);
        session.publish("com.t").await(DEADLINE);
        session.call("com.p").await(DEADLINE);
        session.publishAcknowledged("com.t").await(DEADLINE);

        List<WampMessage> sent = router.peer(0).received;
        assertThat(((Register) sent.get(1)).request()).isEqualTo(1);
        assertThat(((Subscribe) sent.get(2)).request()).isEqualTo(2);
        assertThat(((Publish) sent.get(3)).request()).isEqualTo(3);
        assertThat(((io.aerostat.protocol.message.Call) sent.get(4)).request()).isEqualTo(4);
        assertThat(((Publish) sent.get(6)).request()).isEqualTo(5);
    }

    @Test
    @Conformance("P9")
    void aThousandConcurrentCallsFromManyThreadsEachGetTheirOwnAnswer() throws Exception {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        AtomicInteger arrived = new AtomicInteger();
        CompletableFuture<Void> allArrived = new CompletableFuture<>();
        callee.register(ProcedureOffer.of("com.echo").sideBySide(), i -> {
                    String own = i.arg(0, String.class);
                    if (arrived.incrementAndGet() == 1_000) {
                        allArrived.complete(null);
                    }
                    // waits until all calls have arrived, so that all are pending at the same time
                    return allArrived.thenApply(all -> own);
                })
                .await(DEADLINE);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<Void>> work = new ArrayList<>();
            for (int t = 0; t < 20; t++) {
                int thread = t;
                work.add(CompletableFuture.runAsync(
                        () -> {
                            List<CompletableFuture<String>> answers = new ArrayList<>();
                            for (int i = 0; i < 50; i++) {
                                answers.add(caller.call("com.echo", thread + "-" + i)
                                        .as(String.class));
                            }
                            for (int i = 0; i < 50; i++) {
                                assertThat(answers.get(i).join()).isEqualTo(thread + "-" + i);
                            }
                        },
                        threads));
            }
            CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Conformance("ORD-3")
    void invocationsOfOneCallerRunInCallOrder() {
        Session session = runtime.join(router);
        List<Integer> order = new CopyOnWriteArrayList<>();
        session.register("com.a", i -> order.add(i.arg(0, Integer.class))).await(DEADLINE);
        session.register("com.b", i -> order.add(i.arg(0, Integer.class))).await(DEADLINE);
        List<CallHandle> calls = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(session.call(i % 2 == 0 ? "com.a" : "com.b", i));
            expected.add(i);
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();

        assertThat(order).isEqualTo(expected);
    }

    @Test
    void aHandlerMayWaitForAProcedureOfItsOwnSession() {
        Session session = runtime.join(router);
        session.register("com.inner", i -> 41).await(DEADLINE);
        session.register(
                        "com.outer",
                        i -> session.call("com.inner").as(Integer.class).join() + 1)
                .await(DEADLINE);

        assertThat(session.call("com.outer").as(Integer.class).await(DEADLINE)).isEqualTo(42);
    }

    @Test
    @Conformance({"ORD-1", "PBS-3"})
    void eventsArriveInOrderWithTheirTopic() {
        Session publisher = runtime.join(router);
        Session subscriber = runtime.join(router);
        List<String> seen = new CopyOnWriteArrayList<>();
        subscriber
                .subscribe(TopicFilter.prefix("com.w."), e -> seen.add(e.topic() + e.arg(0, Integer.class)))
                .await(DEADLINE);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            publisher.publish("com.w." + i % 3, i);
            expected.add("com.w." + i % 3 + i);
        }

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).isEqualTo(expected));
    }

    @Test
    void aHandlerThatThrowsGetsLaterEventsStill() {
        Session session = runtime.join(router);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        session.subscribe("com.t", e -> {
                    seen.add(e.arg(0, Integer.class));
                    throw new IllegalStateException("bad handler");
                })
                .await(DEADLINE);
        session.publish(Publication.of("com.t").args(1).toMeToo());
        session.publish(Publication.of("com.t").args(2).toMeToo());

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly(1, 2));
    }

    @Test
    @Conformance("PS-10")
    void handlersShareOneSubscriptionUntilTheLastGoes() {
        Session session = runtime.join(router);
        List<String> seen = new CopyOnWriteArrayList<>();
        Subscription a = session.subscribe("com.t", e -> seen.add("a")).await(DEADLINE);
        Subscription b = session.subscribe("com.t", e -> seen.add("b")).await(DEADLINE);
        assertThat(a.id()).isEqualTo(b.id());

        a.unsubscribe().await(DEADLINE);
        assertThat(router.peer(0).received(Unsubscribe.class)).isEmpty();
        session.publish(Publication.of("com.t").toMeToo());
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly("b"));
        assertThat(a.isActive()).isFalse();
        assertThat(a.ended().join()).isEmpty();

        b.unsubscribe().await(DEADLINE);
        assertThat(router.peer(0).received(Unsubscribe.class)).hasSize(1);
    }

    @Test
    @Conformance("PS-10")
    void replacingTheLastHandlerKeepsTheSubscription() {
        Session session = runtime.join(router);
        List<String> seen = new CopyOnWriteArrayList<>();
        Subscription a = session.subscribe("com.t", e -> seen.add("a")).await(DEADLINE);
        CountDownLatch held = new CountDownLatch(1);
        router.intercept((peer, message) -> {
            if (message instanceof Subscribe) {
                awaitLatch(held);
            }
            return false;
        });
        CompletableFuture<Subscription> b = session.subscribe("com.t", e -> seen.add("b"));
        a.unsubscribe().await(DEADLINE);
        held.countDown();
        b.join();
        session.publish(Publication.of("com.t").toMeToo());

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).containsExactly("b"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Conformance("P8")
    void pendingRequestsFailWhenTheConnectionIsLost() {
        Session session = runtime.join(router);
        router.intercept((peer, message) -> !(message instanceof Hello));
        CallHandle call = session.call("com.slow");
        CompletableFuture<Registration> registering = session.register("com.p", i -> null);
        await().atMost(DEADLINE)
                .until(() -> router.peer(0).received(Register.class).size() == 1);
        router.peer(0).close();

        assertThatThrownBy(() -> call.await(DEADLINE)).isInstanceOf(SessionLost.class);
        assertThatThrownBy(registering::join).hasCauseInstanceOf(SessionLost.class);
        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
        assertThat(session.isJoined()).isFalse();
        assertThatThrownBy(() -> session.call("com.x").await(DEADLINE)).isInstanceOf(SessionLost.class);
        assertThatThrownBy(() -> session.publish("com.x").await(DEADLINE)).isInstanceOf(SessionLost.class);
    }

    @Test
    @Conformance("SES-13")
    void leavesWithGoodbye() {
        Session session = runtime.join(router);

        CloseReason reason = session.leave("com.app.bye").await(DEADLINE);

        assertThat(reason).isEqualTo(new CloseReason("com.app.bye", "", false));
        assertThat(router.peer(0).received(Goodbye.class))
                .singleElement()
                .extracting(Goodbye::reason)
                .isEqualTo("com.app.bye");
        await().atMost(DEADLINE).until(() -> !router.peer(0).isOpen());
    }

    @Test
    @Conformance("SES-13")
    void answersTheRoutersGoodbye() {
        Session session = runtime.join(router);
        router.peer(0).deliver(new Goodbye(new CloseDetails("killed by test", null), "wamp.close.killed"));

        assertThat(session.closed().await(DEADLINE))
                .isEqualTo(new CloseReason("wamp.close.killed", "killed by test", true));
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(router.peer(0).received(Goodbye.class))
                        .singleElement()
                        .extracting(Goodbye::reason)
                        .isEqualTo("wamp.close.goodbye_and_out"));
    }

    @Test
    @Conformance("SES-14")
    void crossedGoodbyesAreNotAnswered() {
        Session session = runtime.join(router);
        router.intercept((peer, message) -> message instanceof Goodbye);
        CompletableFuture<CloseReason> left = session.leave();
        await().atMost(DEADLINE)
                .until(() -> !router.peer(0).received(Goodbye.class).isEmpty());
        router.peer(0).deliver(new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown"));

        assertThat(left.join().byRouter()).isFalse();
        assertThat(router.peer(0).received(Goodbye.class)).hasSize(1);
    }

    @Test
    @Conformance({"SES-21", "PV-1"})
    void aSecondWelcomeIsAProtocolViolation() {
        Session session = runtime.join(router);
        router.peer(0).deliver(new Welcome(5, FakeRouter.welcome(io.aerostat.protocol.feature.Roles.NONE, null)));

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(ErrorUris.PROTOCOL_VIOLATION);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(router.peer(0).received(Abort.class))
                        .singleElement()
                        .extracting(Abort::reason)
                        .isEqualTo(ErrorUris.PROTOCOL_VIOLATION));
    }

    @Test
    @Conformance("PV-4")
    void anErrorForWhatAClientNeverAsksIsAProtocolViolation() {
        Session session = runtime.join(router);
        router.peer(0).deliver(FakeRouter.error(Invocation.CODE, 1, "x.y"));

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(ErrorUris.PROTOCOL_VIOLATION);
    }

    @Test
    @Conformance({"A-27", "A-7", "CAN-13"})
    void repliesThatNobodyWaitsForAreIgnored() {
        Session session = runtime.join(router);
        FakeRouter.Peer peer = router.peer(0);
        peer.deliver(new Result(99, ResultDetails.NONE, Payload.EMPTY));
        peer.deliver(FakeRouter.error(48, 99, "x.y"));
        peer.deliver(FakeRouter.error(49, 99, "x.y"));
        peer.deliver(new Interrupt(99, InterruptOptions.NONE));
        peer.deliver(new Unregistered(0, new Revocation(99, null)));
        peer.deliver(new Unsubscribed(0, new Revocation(99, null)));

        assertThat(uriOf(session.call("com.absent"))).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
        assertThat(session.isJoined()).isTrue();
    }

    @Test
    @Conformance("RPC-15")
    void anInvocationOfAnUnknownRegistrationIsAnsweredWithAnError() {
        Session session = runtime.join(router);
        router.intercept((peer, message) -> message instanceof ErrorMessage);
        router.peer(0).deliver(new Invocation(7, 12345, InvocationDetails.NONE, Payload.EMPTY));

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(router.peer(0).received(ErrorMessage.class))
                        .singleElement()
                        .satisfies(error -> {
                            assertThat(error.requestType()).isEqualTo(Invocation.CODE);
                            assertThat(error.request()).isEqualTo(7);
                            assertThat(error.error()).isEqualTo(ErrorUris.NO_SUCH_REGISTRATION);
                        }));
        assertThat(session.isJoined()).isTrue();
    }

    @Test
    @Conformance("ID-8")
    void invocationIdsNeedNotBeSequential() {
        Session session = runtime.join(router);
        Registration registration = session.register("com.p", i -> "ok").await(DEADLINE);
        router.intercept((peer, message) -> message instanceof Yield);
        for (long id : new long[] {7, 3, 9}) {
            router.peer(0).deliver(new Invocation(id, registration.id(), InvocationDetails.NONE, Payload.EMPTY));
        }

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(router.peer(0).received(Yield.class))
                        .extracting(Yield::request)
                        .containsExactly(7L, 3L, 9L));
    }

    @Test
    @Conformance({"REV-3", "SRV-3"})
    void revocationsEndHandlersAndTellWhy() {
        Session session = runtime.join(router);
        Registration registration = session.register("com.p", i -> null).await(DEADLINE);
        Subscription subscription = session.subscribe("com.t", e -> {}).await(DEADLINE);
        router.peer(0).deliver(new Unregistered(0, new Revocation(registration.id(), "com.why")));
        router.peer(0).deliver(new Unsubscribed(0, new Revocation(subscription.id(), null)));

        assertThat(registration.ended().await(DEADLINE)).isEqualTo("com.why");
        assertThat(registration.isActive()).isFalse();
        assertThat(subscription.ended().await(DEADLINE)).isNotEmpty();
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void unregisterEndsTheRegistrationAndTheSecondTimeDoesNothing() {
        Session session = runtime.join(router);
        Registration registration = session.register("com.p", i -> null).await(DEADLINE);

        registration.unregister().await(DEADLINE);
        registration.unregister().await(DEADLINE);

        assertThat(router.procedures()).isEmpty();
        assertThat(registration.isActive()).isFalse();
    }

    @Test
    @Conformance("CAN-11")
    void cancelInterruptsTheHandlerAndFailsTheCall() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<String> outcome = new AtomicReference<>();
        callee.register("com.slow", i -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return "finished";
                    } catch (InterruptedException e) {
                        outcome.set("interrupted, canceled=" + i.isCanceled());
                        throw e;
                    }
                })
                .await(DEADLINE);
        CallHandle call = caller.call("com.slow");
        awaitLatch(started);

        call.cancel(CancelMode.KILL);

        assertThat(uriOf(call)).isEqualTo(ErrorUris.CANCELED);
        assertThat(outcome).hasValue("interrupted, canceled=true");
    }

    @Test
    @Conformance("CAN-11")
    void aHandlerThatWaitsForAnotherCallAnswersCanceled() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        CompletableFuture<Void> started = new CompletableFuture<>();
        callee.register("com.never", i -> new CompletableFuture<>()).await(DEADLINE);
        callee.register("com.waits", i -> {
                    CallHandle inner = callee.call("com.never");
                    started.complete(null);
                    return inner.await(Duration.ofMinutes(1)).args();
                })
                .await(DEADLINE);
        CallHandle call = caller.call("com.waits");
        started.join();

        call.cancel(CancelMode.KILL);

        assertThat(uriOf(call)).isEqualTo(ErrorUris.CANCELED);
    }

    @Test
    @Conformance({"CAN-11", "CAN-3"})
    void aCanceledHandlerMayStillAnswerWithAnErrorOfItsOwn() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        CountDownLatch started = new CountDownLatch(1);
        callee.register("com.slow", i -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return null;
                    } catch (InterruptedException e) {
                        throw new ApplicationError("com.app.half_done", 17);
                    }
                })
                .await(DEADLINE);
        CallHandle call = caller.call("com.slow");
        awaitLatch(started);
        call.cancel(CancelMode.KILL);

        assertThat(uriOf(call)).isEqualTo("com.app.half_done");
    }

    @Test
    void eventsThatSlowHandlersLeaveNoRoomForAreDroppedAndCounted() {
        Session session = Joining.join(
                        runtime.connector(router),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        runtime.settings().maxQueued(3))
                .await(DEADLINE);
        CountDownLatch gate = new CountDownLatch(1);
        List<Integer> handled = new CopyOnWriteArrayList<>();
        session.subscribe("com.t", event -> {
                    awaitLatch(gate);
                    handled.add(event.arg(0, Integer.class));
                })
                .await(DEADLINE);
        for (int i = 1; i <= 10; i++) {
            session.publish(Publication.of("com.t").args(i).toMeToo());
        }

        await().atMost(DEADLINE).until(() -> session.droppedEvents() == 7);
        gate.countDown();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(handled).containsExactly(1, 2, 3));
        session.publish(Publication.of("com.t").args(11).toMeToo());
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(handled).containsExactly(1, 2, 3, 11));
        assertThat(session.droppedEvents()).isEqualTo(7);
    }

    @Test
    void handlersThatWaitForAnAnswerCountAgainstTheBound() {
        Session session = Joining.join(
                        runtime.connector(router),
                        () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                        runtime.settings().maxQueued(3))
                .await(DEADLINE);
        CompletableFuture<String> answer = new CompletableFuture<>();
        List<String> handled = new CopyOnWriteArrayList<>();
        session.register("com.later", i -> answer).await(DEADLINE);
        session.subscribe(
                        "com.t",
                        event -> handled.add(
                                session.call("com.later").as(String.class).join()))
                .await(DEADLINE);
        for (int i = 1; i <= 10; i++) {
            session.publish(Publication.of("com.t").args(i).toMeToo());
        }

        await().atMost(DEADLINE).until(() -> session.droppedEvents() == 7);
        answer.complete("answer");
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(handled).containsExactly("answer", "answer", "answer"));
    }

    @Test
    void cancellingTheFutureCancelsTheCallAndTheCalleesStage() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        CompletableFuture<Object> never = new CompletableFuture<>();
        CompletableFuture<String> told = new CompletableFuture<>();
        callee.register("com.never", i -> {
                    i.onCancel(() -> told.complete("told"));
                    return never;
                })
                .await(DEADLINE);
        CallHandle call = caller.call("com.never");
        await().atMost(DEADLINE)
                .until(() -> !router.peer(1)
                        .received(io.aerostat.protocol.message.Call.class)
                        .isEmpty());

        assertThat(call.cancel(true)).isTrue();

        assertThat(call).isCancelled();
        assertThat(told.join()).isEqualTo("told");
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(never).isCancelled());
    }

    @Test
    void cancelingTheFutureOfTheValueCancelsTheCall() {
        Session callee = runtime.join(router);
        Session caller = runtime.join(router);
        CompletableFuture<Object> never = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        callee.register("com.never", i -> {
                    begun.complete(true);
                    return never;
                })
                .await(DEADLINE);
        CallHandle call = caller.call("com.never");
        CompletableFuture<Integer> value = call.as(Integer.class);
        assertThat(begun).succeedsWithin(DEADLINE);

        value.cancel(true);

        assertThat(call).isCancelled();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(never).isCancelled());
    }

    @Test
    @Conformance("TMO-1")
    void theRouterKeepsTheTimeoutIfItCan() {
        Session session = runtime.join(router);
        session.call(Call.of("com.absent").timeout(Duration.ofMillis(250)))
                .exceptionally(e -> null)
                .join();

        assertThat(router.peer(0)
                        .received(io.aerostat.protocol.message.Call.class)
                        .get(0)
                        .options()
                        .timeout())
                .isEqualTo(250);
    }

    @Test
    @Conformance({"TMO-6", "A-19"})
    void theClientKeepsTheTimeoutIfTheRouterCannot() {
        router.announce(io.aerostat.protocol.feature.Roles.NONE);
        Session session = runtime.join(router);
        router.intercept((peer, message) -> message instanceof io.aerostat.protocol.message.Call);

        CallHandle call = session.call(Call.of("com.slow").timeout(Duration.ofMillis(50)));

        assertThat(uriOf(call)).isEqualTo(ErrorUris.TIMEOUT);
        assertThat(router.peer(0)
                        .received(io.aerostat.protocol.message.Call.class)
                        .get(0)
                        .options()
                        .timeout())
                .isZero();
    }

    @Test
    void valuesThatHaveNoFormAreRejectedBeforeTheyAreSent() {
        Session session = runtime.join(router);
        Map<String, Object> self = new java.util.HashMap<>();
        Object unserializable = new Object() {
            @SuppressWarnings("unused")
            public String getBroken() {
                throw new IllegalStateException("no");
            }
        };
        self.put("x", unserializable);

        assertThatThrownBy(() -> session.call("com.p", self).await(DEADLINE))
                .isInstanceOf(io.aerostat.client.error.RequestRejected.class);
        assertThatThrownBy(() -> session.publish("com.p", self).await(DEADLINE))
                .isInstanceOf(io.aerostat.client.error.RequestRejected.class);
        assertThat(router.peer(0).received).hasSize(1);
    }
}
