package io.aerostat.client.session;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.Connectors;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.fake.FakeServer;
import io.aerostat.client.fake.MessageNames;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.client.value.Arguments;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks how the client reacts to messages that only a broken or unusual router sends, byte by byte, over a real
 * socket.
 */
class ForeignRouterTest {
    private static final String WELCOME =
            "[WELCOME, 9007199254740992, {\"roles\": {\"broker\": {}, \"dealer\": {\"features\": {\"call_canceling\":"
                    + " true}}}}]";

    private final FakeRouter router = new FakeRouter();
    private final FakeServer server = FakeServer.webSocket(router, null, Serialization.JSON);
    private final ClientRuntime runtime = ClientRuntime.create("foreign");

    @AfterEach
    void close() {
        runtime.close();
        server.close();
        router.close();
    }

    private CompletableFuture<Session> joining() {
        return Joining.join(
                Connectors.to(
                        "ws://127.0.0.1:" + server.port() + "/ws",
                        ConnectorOptions.DEFAULT.serializations(Serialization.JSON),
                        runtime),
                () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                ClientSessionOptions.of(runtime.executor(), runtime.timer()));
    }

    /** Joins a router that sends only the messages of the test. */
    private Session joinedTo(String welcome) {
        router.intercept((peer, message) -> true);
        CompletableFuture<Session> joining = joining();
        answer(Hello.class, welcome);
        return joining.orTimeout(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    /** Sends {@code text} when the client has sent a message of this type. */
    private void answer(Class<? extends WampMessage> request, String text) {
        await().atMost(DEADLINE)
                .until(() -> !router.peers.isEmpty()
                        && !router.lastPeer().received(request).isEmpty());
        say(text);
    }

    private void registered(Session session, String procedure, long id, Function<Arguments, Object> handler) {
        CompletableFuture<Registration> registering =
                session.register(procedure, invocation -> handler.apply(invocation.arguments()));
        await().atMost(DEADLINE)
                .until(() -> router.lastPeer().received(Register.class).stream()
                        .anyMatch(r -> r.procedure().equals(procedure)));
        long request = router.lastPeer().received(Register.class).stream()
                .filter(r -> r.procedure().equals(procedure))
                .findAny()
                .orElseThrow()
                .request();
        say("[REGISTERED, " + request + ", " + id + "]");
        registering.join();
    }

    /** Sends a text to the client. A message type at its beginning may be given by its name. */
    private void say(String text) {
        server.say(MessageNames.toCodes(text));
    }

    /** Returns the texts from the client, with the names of message types in place of their codes. */
    private List<String> texts() {
        return server.texts.stream().map(MessageNames::toNames).toList();
    }

    private String lastText() {
        List<String> texts = texts();
        return texts.get(texts.size() - 1);
    }

    private void awaitText(String text) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(texts()).contains(text));
    }

    @Test
    @Conformance({"SES-2", "SES-5", "MSG-1", "AUT-2"})
    void helloSaysRolesFeaturesAndAgent() {
        joinedTo(WELCOME);

        Hello hello = router.lastPeer().received(Hello.class).get(0);
        assertThat(texts().get(0)).startsWith("[HELLO,\"realm1\",{");
        assertThat(hello.details().agent()).isEqualTo("Aerostat");
        for (Role role : List.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE)) {
            for (Feature feature : Feature.values()) {
                assertThat(hello.details().roles().announces(role, feature))
                        .as(role + " " + feature)
                        .isEqualTo(feature.roles().contains(role));
            }
        }
    }

    @Test
    @Conformance({"PCI-15", "A-16"})
    void cancelingIsAnnouncedWithOneL() {
        joinedTo(WELCOME);

        assertThat(texts().get(0)).contains("\"call_canceling\":true").doesNotContain("call_cancelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call_canceling", "call_cancelling"})
    @Conformance({"PCI-15", "A-16"})
    void cancelingIsReadInBothSpellings(String key) {
        Session session = joinedTo(
                "[WELCOME, 1, {\"roles\": {\"broker\": {}, \"dealer\": {\"features\": {\"" + key + "\": true}}}}]");

        CallHandle call = session.call("com.p");
        await().atMost(DEADLINE)
                .until(() -> !router.lastPeer().received(Call.class).isEmpty());
        call.cancel(io.aerostat.protocol.option.CancelMode.SKIP);

        awaitText("[CANCEL,1,{\"mode\":\"skip\"}]");
    }

    @Test
    @Conformance({"SES-3", "SES-5", "MSG-3", "A-56"})
    void unknownRolesFeaturesAndKeysOfWelcomeAreIgnored() {
        Session session =
                joinedTo("[WELCOME, 77, {\"roles\": {\"broker\": {\"features\": {\"bar\": 7, \"progressive_calls\":"
                        + " true}}, \"dealer\": {}, \"foo\": 3}, \"zzz_key\": [1], \"_own\": {},"
                        + " \"agent\": \"other/1\"}]");

        assertThat(session.details().id()).isEqualTo(77);
        assertThat(session.details().agent()).isEqualTo("other/1");
        assertThat(session.details().routerRoles().has(Role.BROKER)).isTrue();
    }

    @Test
    @Conformance("SES-5")
    void aRouterNeedNotSayWhoItIs() {
        assertThat(joinedTo(WELCOME).details().agent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ABORT, {}, \"com.app.no\"]",
                "[ABORT, {\"message\": \"go away\"}, \"com.app.no\"]",
                "[ABORT, {}, \"com.app.no\", [1]]",
                "[ABORT, {}, \"com.app.no\", [], {\"a\": 1}]",
                "[GOODBYE, {}, \"com.app.no\"]"
            })
    @Conformance({"SES-11", "SES-16"})
    void everyFormOfAbortRefusesTheJoinAndIsNotAnswered(String abort) {
        router.intercept((peer, message) -> true);
        CompletableFuture<Session> joining = joining();
        answer(Hello.class, abort);

        assertThatThrownBy(joining::join).hasCauseInstanceOf(JoinRefused.class).hasMessageContaining("com.app.no");
        await().atMost(DEADLINE).until(() -> !router.lastPeer().isOpen());
        assertThat(router.lastPeer().received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ABORT, {}, \"com.app.no\"]",
                "[ABORT, {\"message\": \"go away\"}, \"com.app.no\", [1]]",
                "[ABORT, {}, \"com.app.no\", null, {\"a\": 1}]"
            })
    @Conformance({"SES-11", "SES-16"})
    void everyFormOfAbortEndsTheSessionAndIsNotAnswered(String abort) {
        Session session = joinedTo(WELCOME);
        say(abort);

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo("com.app.no");
        await().atMost(DEADLINE).until(() -> !router.lastPeer().isOpen());
        assertThat(router.lastPeer().received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[SUBSCRIBED, 1, 5]",
                "[UNSUBSCRIBED, 1]",
                "[PUBLISHED, 1, 5]",
                "[RESULT, 1, {}]",
                "[REGISTERED, 1, 5]",
                "[UNREGISTERED, 1]",
                "[INVOCATION, 1, 5, {}]",
                "[EVENT, 5, 6, {}]",
                "[INTERRUPT, 1, {}]",
                "[ERROR, CALL, 1, {}, \"x.y\"]",
                "[HELLO, \"realm1\", {\"roles\": {\"caller\": {}}}]"
            })
    @Conformance({"PV-3", "SES-22"})
    void whatBelongsToASessionIsAViolationBeforeThereIsOne(String message) {
        router.intercept((peer, sent) -> true);
        CompletableFuture<Session> joining = joining();
        answer(Hello.class, message);

        assertThatThrownBy(joining::join)
                .hasCauseInstanceOf(JoinRefused.class)
                .hasMessageContaining(ErrorUris.PROTOCOL_VIOLATION);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(lastText()).startsWith("[ABORT,{\"message\":"));
        assertThat(lastText()).contains(ErrorUris.PROTOCOL_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // PV-1: the handshake is over
                WELCOME,
                "[CHALLENGE, \"ticket\", {}]",
                "[HELLO, \"realm1\", {\"roles\": {\"caller\": {}}}]",
                // PV-4, PV-11: messages that only clients send
                "[ERROR, INVOCATION, 1, {}, \"x.y\"]",
                "[ERROR, YIELD, 1, {}, \"x.y\"]",
                "[CALL, 1, {}, \"com.p\"]",
                "[PUBLISH, 1, {}, \"com.p\"]",
                "[YIELD, 1, {}]",
                // PV-7: not WAMP
                "[]",
                "{}",
                "7",
                "\"x\"",
                "[36",
                "[EVENT, 1, 1, {}] 7",
                "[99, 1]",
                "[\"36\", 1, 1, {}]",
                "[36.0, 1, 1, {}]",
                "[EVENT]",
                "[EVENT, 1, 1]",
                "[EVENT, 1, 1, []]",
                "[EVENT, 1, 1, {}, {}]",
                "[EVENT, 1, 1, {}, [], []]",
                "[EVENT, 1, 1, {}, [], {}, 7]",
                "[RESULT, 1, {}, [], {}, 7]",
                "[PUBLISHED, 1]",
                "[UNSUBSCRIBED]",
                // MSG-2: a bool is not a number, and a number is not a bool
                "[RESULT, 1, {\"progress\": 1}]",
                "[EVENT, 1, 1, {\"retained\": \"yes\"}]",
                // MSG-10: ids are integers from 1 to 2^53
                "[EVENT, 1.0, 1, {}]",
                "[EVENT, 1e3, 1, {}]",
                "[EVENT, \"1\", 1, {}]",
                "[EVENT, 0, 1, {}]",
                "[EVENT, -1, 1, {}]",
                "[EVENT, 9007199254740993, 1, {}]",
                "[INVOCATION, 1, true, {}]",
                "[SUBSCRIBED, 0, 5]"
            })
    @Conformance({"SES-21", "PV-1", "PV-4", "PV-7", "PV-8", "MSG-1", "MSG-2", "MSG-10", "WS-5"})
    void forbiddenMessagesOfARouterEndTheSessionWithAbort(String message) {
        Session session = joinedTo(WELCOME);
        say(message);

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(ErrorUris.PROTOCOL_VIOLATION);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(server.closeCodes).hasSize(1));
        assertThat(lastText()).startsWith("[ABORT,{\"message\":").contains(ErrorUris.PROTOCOL_VIOLATION);
        assertThat(router.lastPeer().received).hasSize(2);
    }

    @Test
    @Conformance({"ORD-8", "A-27", "PCR-10", "CAN-9", "CAN-13", "A-34", "A-7", "REV-3", "SRV-3"})
    void stragglersAreNoViolation() {
        Session session = joinedTo(WELCOME);
        for (String straggler : List.of(
                "[EVENT, 4711, 1, {}]",
                "[RESULT, 4711, {}]",
                "[RESULT, 4711, {\"progress\": true}]",
                "[ERROR, CALL, 4711, {}, \"x.y\"]",
                "[ERROR, CANCEL, 4711, {}, \"wamp.error.invalid_argument\"]",
                "[ERROR, PUBLISH, 4711, {}, \"x.y\"]",
                "[SUBSCRIBED, 4711, 5]",
                "[INTERRUPT, 4711, {}]",
                "[UNREGISTERED, 0, {\"registration\": 4711}]",
                "[UNSUBSCRIBED, 0, {\"subscription\": 4711, \"reason\": \"x.y\"}]")) {
            say(straggler);
        }
        CallHandle call = session.call("com.p");
        answer(Call.class, "[RESULT, 1, {}, [\"fine\"]]");

        assertThat(call.as(String.class).join()).isEqualTo("fine");
    }

    @Test
    @Conformance({"PPT-5", "PV-4"})
    void aRouterMayRefuseAnAnswerThatTheCallerCannotRead() {
        Session session = joinedTo(WELCOME);
        say("[ERROR, INVOCATION, 5, {}, \"wamp.error.feature_not_supported\"]");
        CallHandle call = session.call("com.p");
        answer(Call.class, "[RESULT, 1, {}]");

        assertThat(call.join().args()).isEmpty();
    }

    /**
     * P20, P21: a value that JSON does not have ends only the event, call or result that contains it, not the session.
     */
    @Test
    @Conformance({"P20", "P21", "RPC-10"})
    void aValueThatNobodyCanReadDoesNotEndTheSession() {
        Session session = joinedTo(WELCOME);
        registered(session, "com.echo", 5, arguments -> arguments.arg(0, Object.class));
        CompletableFuture<Object> heard = new CompletableFuture<>();
        CompletableFuture<?> subscribing =
                session.subscribe("com.t", event -> heard.complete(event.arg(0, String.class)));
        answer(Subscribe.class, "[SUBSCRIBED, 2, 6]");
        subscribing.join();

        say("[EVENT, 6, 1, {}, [NaN]]");
        say("[EVENT, 6, 2, {}, [\"after\"]]");
        say("[INVOCATION, 8, 5, {}, [-Infinity]]");
        CallHandle call = session.call("com.p");
        answer(Call.class, "[RESULT, 3, {}, [{\"x\": NaN}]]");

        assertThat(heard.join()).isEqualTo("after");
        assertThat(session.droppedEvents()).isEqualTo(1);
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(texts())
                        .anyMatch(text -> text.startsWith("[ERROR,INVOCATION,8,{},\"wamp.error.invalid_argument\"")
                                && text.contains("found Infinity")));
        assertThatThrownBy(call::join)
                .hasCauseInstanceOf(UnreadablePayload.class)
                .hasMessageContaining("found NaN (expected a finite number");
        assertThat(session.closed()).isNotDone();
    }

    @Test
    @Conformance({"MSG-7", "A-47", "PCR-4"})
    void emptyAndNullPayloadsAreNone() {
        Session session = joinedTo(WELCOME);
        int request = 0;
        for (String payload : List.of("", ", []", ", null", ", [], {}", ", null, null", ", [], null")) {
            CallHandle call = session.call("com.p");
            int id = ++request;
            await().atMost(DEADLINE)
                    .until(() -> router.lastPeer().received(Call.class).size() == id);
            say("[RESULT, " + id + ", {}" + payload + "]");

            CallResult result = call.join();
            assertThat(result.args()).as(payload).isEmpty();
            assertThat(result.kwargs()).as(payload).isEmpty();
        }
        CallHandle call = session.call("com.p");
        await().atMost(DEADLINE)
                .until(() -> router.lastPeer().received(Call.class).size() == 7);
        say("[RESULT, 7, {}, null, {\"a\": 1}]");
        assertThat(call.join().kwargs()).isEqualTo(Map.of("a", 1L));
    }

    @Test
    @Conformance({"MSG-6", "A-47"})
    void emptyPayloadsAreNotSent() {
        Session session = joinedTo(WELCOME);
        session.call("com.p");
        session.call(io.aerostat.client.rpc.Call.of("com.p").args(1));
        session.call(io.aerostat.client.rpc.Call.of("com.p").kwarg("a", 1));
        session.call(io.aerostat.client.rpc.Call.of("com.p").args(1).kwarg("a", 1));

        awaitText("[CALL,1,{},\"com.p\"]");
        awaitText("[CALL,2,{},\"com.p\",[1]]");
        awaitText("[CALL,3,{},\"com.p\",[],{\"a\":1}]");
        awaitText("[CALL,4,{},\"com.p\",[1],{\"a\":1}]");
    }

    @Test
    @Conformance({"ID-4", "MSG-1", "MSG-9"})
    void sixRequestsOfEveryKindAreNumberedFromOne() {
        Session session = joinedTo(WELCOME);
        session.call("com.p");
        session.subscribe("com.t", event -> {});
        session.register("com.q", invocation -> null);
        session.publish("com.t", 1);
        session.publishAcknowledged("com.t", 2);
        session.call("com.p");

        await().atMost(DEADLINE).until(() -> server.texts.size() == 7);
        assertThat(texts().subList(1, 7))
                .containsExactly(
                        "[CALL,1,{},\"com.p\"]",
                        "[SUBSCRIBE,2,{},\"com.t\"]",
                        "[REGISTER,3,{},\"com.q\"]",
                        "[PUBLISH,4,{},\"com.t\",[1]]",
                        "[PUBLISH,5,{\"acknowledge\":true},\"com.t\",[2]]",
                        "[CALL,6,{},\"com.p\"]");
    }

    @Test
    @Conformance({"ID-8", "A-26", "RPC-6"})
    void invocationsAreAnsweredWhateverTheirIds() {
        Session session = joinedTo(WELCOME);
        registered(session, "com.echo", 5, arguments -> arguments.arg(0, Long.class));
        for (long id : new long[] {7, 3, 9, 9007199254740992L}) {
            say("[INVOCATION, " + id + ", 5, {\"progress\": false, \"zzz\": 1}, [" + id + "]]");
            awaitText("[YIELD," + id + ",{},[" + id + "]]");
        }
    }

    @Test
    @Conformance({"RPC-6", "RPC-10"})
    void theExceptionOfAHandlerIsTheOnlyAnswer() {
        Session session = joinedTo(WELCOME);
        registered(session, "com.own", 5, arguments -> {
            throw ApplicationError.of("com.app.no", List.of("because"), Map.of("code", 7));
        });
        registered(session, "com.bug", 6, arguments -> {
            throw new IllegalStateException("a bug");
        });
        registered(session, "com.typed", 7, arguments -> arguments.arg(0, Integer.class));
        registered(session, "com.several", 8, arguments -> Reply.of(1, 2).kwarg("a", 3));
        registered(session, "com.unsendable", 9, arguments -> new Object() {
            @SuppressWarnings("unused")
            public String getBroken() {
                throw new IllegalStateException("no");
            }
        });
        for (int i = 5; i <= 9; i++) {
            say("[INVOCATION, " + i + ", " + i + ", {}, [\"text\"]]");
        }

        awaitText("[ERROR,INVOCATION,5,{},\"com.app.no\",[\"because\"],{\"code\":7}]");
        awaitText("[YIELD,8,{},[1,2],{\"a\":3}]");
        await().atMost(DEADLINE).until(() -> answersTo(6) == 1 && answersTo(7) == 1 && answersTo(9) == 1);
        assertThat(texts())
                .noneMatch(text -> text.contains("a bug"))
                .anyMatch(text -> text.startsWith("[ERROR,INVOCATION,6,{},\"wamp.error.runtime_error\""))
                .anyMatch(text -> text.startsWith("[ERROR,INVOCATION,7,{},\"wamp.error.invalid_argument\""))
                .anyMatch(text -> text.startsWith("[ERROR,INVOCATION,9,{},\"wamp.error.runtime_error\""));
        for (int i = 5; i <= 9; i++) {
            assertThat(answersTo(i)).isEqualTo(1);
        }
    }

    private long answersTo(long invocation) {
        return texts().stream()
                .filter(text -> text.startsWith("[ERROR,INVOCATION," + invocation + ",")
                        || text.startsWith("[YIELD," + invocation + ","))
                .count();
    }

    @Test
    @Conformance("RPC-15")
    void anUnknownRegistrationIsAnswered() {
        Session session = joinedTo(WELCOME);
        say("[INVOCATION, 7, 12345, {}]");

        await().atMost(DEADLINE).until(() -> answersTo(7) == 1);
        assertThat(lastText()).startsWith("[ERROR,INVOCATION,7,{},\"wamp.error.no_such_registration\"");
        assertThat(session.isJoined()).isTrue();
    }

    @Test
    @Conformance("RPC-7")
    void resultsAreMatchedToTheirCallsInAnyOrder() {
        Session session = joinedTo(WELCOME);
        CallHandle first = session.call("com.p");
        CallHandle second = session.call("com.p");
        CallHandle third = session.call("com.q");
        await().atMost(DEADLINE)
                .until(() -> router.lastPeer().received(Call.class).size() == 3);
        say("[RESULT, 2, {}, [\"second\"]]");
        say("[ERROR, CALL, 3, {}, \"com.app.no\", [\"third\"], {\"a\": true}]");
        say("[RESULT, 1, {}, [\"first\"]]");

        assertThat(first.as(String.class).join()).isEqualTo("first");
        assertThat(second.as(String.class).join()).isEqualTo("second");
        assertThatThrownBy(() -> third.await(DEADLINE)).isInstanceOfSatisfying(ApplicationError.class, error -> {
            assertThat(error.uri()).isEqualTo("com.app.no");
            assertThat(error.args()).containsExactly("third");
            assertThat(error.kwargs()).isEqualTo(Map.of("a", true));
        });
    }

    @Test
    @Conformance({"A-27", "RPC-6"})
    void aSecondAnswerToACallIsIgnored() {
        Session session = joinedTo(WELCOME);
        CallHandle call = session.call("com.p");
        answer(Call.class, "[RESULT, 1, {}, [\"first\"]]");
        say("[RESULT, 1, {}, [\"second\"]]");
        say("[ERROR, CALL, 1, {}, \"x.y\"]");
        CallHandle next = session.call("com.p");
        await().atMost(DEADLINE)
                .until(() -> router.lastPeer().received(Call.class).size() == 2);
        say("[RESULT, 2, {}]");

        next.join();
        assertThat(call.as(String.class).join()).isEqualTo("first");
    }

    @Test
    @Conformance("A-60")
    void noAvailableCalleeIsFinal() {
        Session session = joinedTo(WELCOME);
        CallHandle call = session.call("com.p");
        answer(Call.class, "[ERROR, CALL, 1, {}, \"wamp.error.no_available_callee\"]");

        assertThatThrownBy(() -> call.await(DEADLINE)).hasMessageContaining("no_available_callee");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | killnowait", "{\"mode\": \"kill\"} | kill", "{\"reason\": \"wamp.error.timeout\"} | reason"})
    @Conformance({"CAN-11", "CAN-12", "A-18"})
    void anInterruptWithoutAModeIsAnswered(String options, String ignored) {
        Session session = joinedTo(WELCOME);
        registered(session, "com.slow", 5, arguments -> new CompletableFuture<>());
        say("[INVOCATION, 7, 5, {}]");
        say("[INTERRUPT, 7, " + options + "]");

        await().atMost(DEADLINE).until(() -> answersTo(7) == 1);
        assertThat(lastText()).startsWith("[ERROR,INVOCATION,7,{},\"wamp.error.canceled\"");
    }

    @Test
    @Conformance({"PBS-3", "PBR-5", "PID-1", "PTL-1", "RET-2", "PS-13"})
    void detailsOfEventsAreHandedOver() {
        Session session = joinedTo(WELCOME);
        AtomicReference<Event> got = new AtomicReference<>();
        CompletableFuture<?> subscribing = session.subscribe(
                io.aerostat.client.pubsub.TopicFilter.prefix("com.").withRetained(), got::set);
        answer(Subscribe.class, "[SUBSCRIBED, 1, 5]");
        subscribing.join();
        say("[EVENT, 5, 6, {\"topic\": \"com.t\", \"publisher\": 9, \"publisher_authid\": \"joe\","
                + " \"publisher_authrole\": \"user\", \"trustlevel\": 0, \"retained\": true,"
                + " \"x_acknowledged_delivery\": true}, [1], {\"a\": null}]");

        await().atMost(DEADLINE).until(() -> got.get() != null);
        Event event = got.get();
        assertThat(event.topic()).isEqualTo("com.t");
        assertThat(event.publication()).isEqualTo(6);
        assertThat(event.publisher().orElseThrow().authrole()).contains("user");
        assertThat(event.trustLevel()).hasValue(0);
        assertThat(event.retained()).isTrue();
        assertThat(event.args()).containsExactly(1L);
        assertThat(event.kwargs()).containsEntry("a", null);
    }

    @Test
    @Conformance({"PS-4", "A-58"})
    void anErrorForAnUnacknowledgedPublishIsIgnored() {
        Session session = joinedTo(WELCOME);
        session.publish("com.t", 1).await(DEADLINE);
        say("[ERROR, PUBLISH, 1, {}, \"wamp.error.not_authorized\"]");
        CallHandle call = session.call("com.p");
        answer(Call.class, "[RESULT, 2, {}]");

        call.join();
        assertThat(session.isJoined()).isTrue();
    }

    @Test
    @Conformance({"SES-13", "SES-14", "A-59"})
    void nothingCountsAfterOurGoodbye() {
        Session session = joinedTo(WELCOME);
        List<Object> handled = new CopyOnWriteArrayList<>();
        registered(session, "com.p", 5, arguments -> handled.add("called"));
        CompletableFuture<CloseReason> left = session.leave("com.app.bye");
        awaitText("[GOODBYE,{},\"com.app.bye\"]");
        int sent = server.texts.size();
        say("[INVOCATION, 7, 5, {}]");
        say("[WELCOME, 1, {\"roles\": {}}]");
        say("[EVENT]");
        say("[GOODBYE, {}, \"wamp.close.goodbye_and_out\"]");

        assertThat(left.join().uri()).isEqualTo("com.app.bye");
        await().atMost(DEADLINE).until(() -> !router.lastPeer().isOpen());
        assertThat(texts()).hasSize(sent);
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wamp.close.normal", "wamp.close.logout", "wamp.error.system_shutdown", "Ä.é"})
    @Conformance({"SES-13", "SES-16", "URI-8"})
    void everyReasonOfAGoodbyeIsAccepted(String reason) {
        Session session = joinedTo(WELCOME);
        say("[GOODBYE, {\"message\": \"bye\"}, \"" + reason + "\"]");

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(reason);
        awaitText("[GOODBYE,{},\"wamp.close.goodbye_and_out\"]");
    }
}
