package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.authorization.Role.WithPermissions;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.listener.Access;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the session state machine, message by message (SES-1 to SES-25). */
class SessionStatesTest {
    private static final Roles CLIENT =
            Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    /** The timeouts of this router are so long that a slow machine does not reach them. */
    private final Router router = start(Duration.ofMinutes(1));

    /** A router with short timeouts, for tests in which a client does not answer. */
    private @Nullable Router impatient;

    private static Router start(Duration timeout) {
        return Router.builder()
                .realm(new RealmDefinition(
                        "realm1", new AllowingAll("anonymous"), new WithPermissions("nothing", List.of())))
                .realm(new RealmDefinition(
                        "strict",
                        RealmOptions.DEFAULT.withRequestOrder(RequestOrder.STRICT),
                        List.of(new AllowingAll("anonymous"))))
                .timeouts(new SessionTimeouts(timeout, timeout, timeout))
                .eventLoops(1)
                .start();
    }

    @AfterEach
    void close() {
        // A deadline of zero, because the joined clients do not answer GOODBYE.
        if (impatient != null) {
            impatient.close(Duration.ZERO).join();
        }
        router.close(Duration.ZERO).join();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    @Conformance({"SES-6", "SES-7", "SES-8"})
    void helloIsWelcomed() {
        FakeLink link = connect();
        link.send(hello("realm1"));
        Welcome welcome = link.take(Welcome.class);
        assertThat(welcome.session()).isBetween(1L, 1L << 53);
        WelcomeDetails details = welcome.details();
        assertThat(details.roles().has(Role.BROKER)).isTrue();
        assertThat(details.roles().announces(Role.DEALER, Feature.CALL_CANCELING))
                .isTrue();
        assertThat(List.of(
                        details.realm(),
                        details.authid(),
                        details.authrole(),
                        details.authmethod(),
                        details.authprovider()))
                .doesNotContainNull()
                .doesNotContain("");
        assertThat(details.authrole()).isEqualTo("anonymous");
    }

    static Stream<WampMessage> everythingButHelloAndAbort() {
        return Stream.concat(
                requests(),
                Stream.of(
                        new Welcome(1, WelcomeDetails.NONE),
                        new Challenge("ticket", Map.of()),
                        new Authenticate("", Map.of()),
                        new Goodbye(CloseDetails.NONE, "wamp.close.normal"),
                        new ErrorMessage(Invocation.CODE, 1, ErrorDetails.NONE, "a.b", Payload.EMPTY),
                        new Yield(1, YieldOptions.NONE, Payload.EMPTY),
                        new Event(1, 1, EventDetails.NONE, Payload.EMPTY),
                        new Result(1, ResultDetails.NONE, Payload.EMPTY)));
    }

    private static Stream<WampMessage> requests() {
        return Stream.of(
                new Publish(1, PublishOptions.NONE, "a.b", Payload.EMPTY),
                new Subscribe(1, SubscribeOptions.NONE, "a.b"),
                new Unsubscribe(1, 1),
                new Call(1, CallOptions.NONE, "a.b", Payload.EMPTY),
                new Cancel(1, CancelOptions.NONE),
                new Register(1, RegisterOptions.NONE, "a.b"),
                new Unregister(1, 1));
    }

    @ParameterizedTest
    @MethodSource("everythingButHelloAndAbort")
    @Conformance({"SES-1", "SES-22", "PV-2"})
    void noMessageIsLegalBeforeHello(WampMessage message) {
        FakeLink link = connect();
        link.send(message);
        assertAborted(link, "wamp.error.protocol_violation");
        assertThat(link.awaitClosed()).isEqualTo(LinkClose.PROTOCOL_ERROR);
    }

    @Test
    @Conformance({"SES-11"})
    void abortBeforeHelloEndsQuietly() {
        FakeLink link = connect();
        link.send(new Abort(CloseDetails.NONE, "com.app.changed_my_mind", Payload.EMPTY));
        link.awaitClosed();
        assertThat(link.received()).isEmpty();
    }

    @Test
    @Conformance({"SES-2"})
    void helloNeedsAClientRole() {
        for (Roles roles : List.of(Roles.NONE, Roles.complete(Set.of(Role.BROKER)))) {
            FakeLink link = connect();
            link.send(new Hello("realm1", new HelloDetails(roles, null, List.of(), null, null, Map.of())));
            assertAborted(link, "wamp.error.protocol_violation");
        }
    }

    @Test
    @Conformance({"SES-9", "SES-10", "A-30"})
    void helloNeedsARealmThatExists() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "nowhere",
                        "wamp.error.no_such_realm",
                        "a#b",
                        "wamp.error.invalid_uri",
                        "",
                        "wamp.error.invalid_uri")
                .entrySet()) {
            FakeLink link = connect();
            link.send(hello(wrong.getKey()));
            assertAborted(link, wrong.getValue());
        }
        FakeLink link = connect();
        link.send(hello(null));
        assertAborted(link, "wamp.error.no_such_realm");
    }

    @Test
    @Conformance({"SES-23"})
    void silenceEndsTheConnection() {
        FakeLink link = connectTo(impatient());
        assertAborted(link, "wamp.error.authentication_failed");
        link.awaitClosed();
    }

    @ParameterizedTest
    @MethodSource("joinMessages")
    @Conformance({"SES-20", "PV-1"})
    void aJoinedSessionAcceptsNoMessageOfTheHandshake(WampMessage message) {
        FakeLink link = joined("realm1");
        link.send(message);
        assertAborted(link, "wamp.error.protocol_violation");
    }

    static Stream<WampMessage> joinMessages() {
        return Stream.of(
                hello("realm1"),
                new Welcome(1, WelcomeDetails.NONE),
                new Challenge("ticket", Map.of()),
                new Authenticate("", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("routerMessages")
    @Conformance({"PV-4", "PV-11"})
    void aJoinedSessionAcceptsNoMessageOfARouter(WampMessage message) {
        FakeLink link = joined("realm1");
        link.send(message);
        assertAborted(link, "wamp.error.protocol_violation");
    }

    static Stream<WampMessage> routerMessages() {
        return Stream.of(
                new Event(1, 1, EventDetails.NONE, Payload.EMPTY),
                new Result(1, ResultDetails.NONE, Payload.EMPTY),
                new Subscribed(1, 1),
                new Registered(1, 1),
                new Published(1, 1),
                new ErrorMessage(Call.CODE, 1, ErrorDetails.NONE, "x.y", Payload.EMPTY));
    }

    @Test
    @Conformance({"SES-13", "SES-16", "SES-19"})
    void goodbyeIsAnsweredAndAnotherSessionMayFollow() {
        FakeLink link = connect();
        link.send(hello("realm1"));
        long first = link.take(Welcome.class).session();
        link.send(new Goodbye(CloseDetails.NONE, "com.app.bye"));
        assertThat(link.take(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        link.send(hello("strict"));
        Welcome second = link.take(Welcome.class);
        assertThat(second.session()).isNotEqualTo(first);
        assertThat(second.details().realm()).isEqualTo("strict");
    }

    /** AutobahnJS first leaves, and then answers the invocations that it still has. */
    @Test
    @Conformance({"SES-14", "A-59"})
    void messagesAfterTheEndOfASessionAreDropped() {
        FakeLink link = joined("realm1");
        link.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
        link.take(Goodbye.class);
        link.send(new Yield(1, YieldOptions.NONE, Payload.EMPTY));
        link.send(new Publish(7, acknowledged(), "com.topic", Payload.EMPTY));
        link.send(hello("realm1"));
        link.take(Welcome.class);
        link.send(new Welcome(1, WelcomeDetails.NONE));
        assertAborted(link, "wamp.error.protocol_violation");
    }

    @Test
    void afterGoodbyeTheConnectionClosesInTime() {
        FakeLink link = connectTo(impatient());
        link.send(hello("realm1"));
        link.take(Welcome.class);
        link.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
        link.take(Goodbye.class);
        link.awaitClosed();
        assertThat(link.received()).isEmpty();
    }

    @Test
    @Conformance({"SES-11", "SES-12"})
    void anAbortOfTheClientEndsTheSessionWithoutReply() {
        FakeLink link = joined("realm1");
        link.send(new Abort(CloseDetails.NONE, "com.app.panic", Payload.EMPTY));
        link.awaitClosed();
        assertThat(link.received()).isEmpty();
    }

    @Test
    @Conformance({"PV-7", "A-24"})
    void undecodableInputIsAnsweredWithAbort() {
        FakeLink link = joined("realm1");
        loop.submit(() -> link.handler().onViolation(new ProtocolViolation("found nonsense (expected a message)")))
                .syncUninterruptibly();
        Abort abort = assertAborted(link, "wamp.error.protocol_violation");
        assertThat(abort.details().message()).contains("nonsense");
    }

    /**
     * P20, P21: a request or an answer whose payload cannot be forwarded fails, and the session continues. A
     * publication is also counted, because its publisher may not have asked for an acknowledgement.
     */
    @Test
    @Conformance({"P1", "P20", "P21"})
    void aPayloadThatCannotBeForwardedFailsAsTheRequestThatCarriesIt() {
        Payload refused = Payload.refused("payload: found NaN (expected a finite number)");
        FakeLink callee = joined("realm1");
        callee.send(new Register(1, RegisterOptions.NONE, "a.p"), new Subscribe(2, SubscribeOptions.NONE, "a.t"));
        callee.take(Registered.class);
        callee.take(Subscribed.class);
        FakeLink link = joined("realm1");

        link.send(
                new Publish(1, PublishOptions.NONE, "a.t", refused),
                new Publish(2, acknowledged(), "a.t", refused),
                new Call(3, CallOptions.NONE, "a.p", refused));

        assertRefused(link, Publish.CODE, 2);
        assertRefused(link, Call.CODE, 3);
        assertThat(router.statistics().realms().get(0).refusedPublications()).isEqualTo(2);
        for (boolean asError : new boolean[] {false, true}) {
            long request = asError ? 5 : 4;
            link.send(new Call(request, CallOptions.NONE, "a.p", Payload.EMPTY));
            long invocation = callee.take(Invocation.class).request();
            callee.send(
                    asError
                            ? new ErrorMessage(Invocation.CODE, invocation, ErrorDetails.NONE, "a.e", refused)
                            : new Yield(invocation, YieldOptions.NONE, refused));
            assertRefused(link, Call.CODE, request);
        }
        assertThat(callee.received()).isEmpty();
        assertThat(callee.isOpen()).isTrue();
        assertThat(link.isOpen()).isTrue();
    }

    private static void assertRefused(FakeLink link, int type, long request) {
        ErrorMessage error = link.take(ErrorMessage.class);
        assertThat(error.requestType()).isEqualTo(type);
        assertThat(error.request()).isEqualTo(request);
        assertThat(error.error()).isEqualTo("wamp.error.invalid_argument");
        assertThat(new String(error.payload().toByteArray(), StandardCharsets.ISO_8859_1))
                .contains("found NaN");
    }

    @Test
    @Conformance({"PV-6", "ID-7"})
    void requestIdsAreCheckedWhereTheRealmIsStrict() {
        FakeLink strict = joined("strict");
        strict.send(new Subscribe(1, SubscribeOptions.NONE, "a.b"), new Subscribe(3, SubscribeOptions.NONE, "a.c"));
        strict.take(Subscribed.class);
        assertAborted(strict, "wamp.error.protocol_violation");
        FakeLink lenient = joined("realm1");
        lenient.send(new Subscribe(713845233, SubscribeOptions.NONE, "a.b"));
        assertThat(lenient.take(Subscribed.class).request()).isEqualTo(713845233);
    }

    @Test
    @Conformance({"URI-5", "URI-6"})
    void invalidUrisAreErrorsOfTheRequest() {
        FakeLink link = joined("realm1");
        link.send(
                new Subscribe(1, SubscribeOptions.NONE, "a..b"),
                new Register(2, RegisterOptions.NONE, "a#b"),
                new Call(3, CallOptions.NONE, "a.", Payload.EMPTY),
                new Publish(4, PublishOptions.NONE, "a b", Payload.EMPTY),
                new Publish(5, acknowledged(), "a b", Payload.EMPTY),
                new Register(6, RegisterOptions.NONE, "wamp.mine"),
                new Publish(7, acknowledged(), "wamp.mine", Payload.EMPTY));
        for (long request : List.of(1L, 2L, 3L, 5L, 6L, 7L)) {
            ErrorMessage error = link.take(ErrorMessage.class);
            assertThat(error.request()).isEqualTo(request);
            assertThat(error.error()).isEqualTo("wamp.error.invalid_uri");
        }
        assertThat(link.received()).isEmpty();
        link.send(
                new Subscribe(8, SubscribeOptions.NONE, "wamp.session.on_join"),
                new Register(9, RegisterOptions.NONE, "wampum.x"));
        link.take(Subscribed.class);
        link.take(Registered.class);
    }

    @Test
    @Conformance({"AZN-1", "AZN-4", "AZN-5"})
    void aDeniedRequestDoesNotRevealWhetherTheUriExists() {
        FakeLink link = connect(new AuthenticationOptions.Anonymous("nothing", null));
        link.send(hello("realm1"));
        link.take(Welcome.class);
        link.send(
                new Subscribe(1, SubscribeOptions.NONE, "a.b"),
                new Register(2, RegisterOptions.NONE, "a.b"),
                new Call(3, CallOptions.NONE, "a.b", Payload.EMPTY),
                new Publish(4, PublishOptions.NONE, "a.b", Payload.EMPTY),
                new Publish(5, acknowledged(), "a.b", Payload.EMPTY));
        for (long request : List.of(1L, 2L, 3L, 5L)) {
            ErrorMessage error = link.take(ErrorMessage.class);
            assertThat(error.request()).isEqualTo(request);
            assertThat(error.error()).isEqualTo("wamp.error.not_authorized");
        }
        assertThat(link.received()).isEmpty();
    }

    @Test
    void aRoleThatTheRealmLacksIsRefused() {
        FakeLink link = connect(new AuthenticationOptions.Anonymous("nobody", null));
        link.send(hello("realm1"));
        assertAborted(link, "wamp.error.no_such_role");
    }

    @Test
    @Conformance({"AUT-3", "AUT-4"})
    void unknownMethodsAreSkipped() {
        FakeLink link = connect();
        link.send(hello("realm1", "nope", "anonymous"));
        link.take(Welcome.class);
        FakeLink none = connect();
        none.send(hello("realm1", "nope"));
        assertAborted(none, "wamp.error.no_matching_auth_method");
        FakeLink required = connect(new AuthenticationOptions.StaticTicket(Map.of()));
        required.send(hello("realm1"));
        assertAborted(required, "wamp.error.authentication_required");
    }

    @Test
    @Conformance({"AUT-5", "P10"})
    void aFailingMethodIsAborted() {
        FakeLink link = connect(custom(
                () -> CompletableFuture.failedFuture(new IllegalStateException("the database's password is 1234"))));
        link.send(hello("realm1", "custom"));
        Abort abort = assertAborted(link, "wamp.error.authentication_failed");
        assertThat(abort.details().message()).doesNotContain("1234");
    }

    @Test
    @Conformance({"P10"})
    void aHangingMethodIsAbortedInTime() {
        FakeLink link = connectTo(impatient(), custom(CompletableFuture::new));
        link.send(hello("realm1", "custom"));
        assertAborted(link, "wamp.error.authentication_failed");
        link.awaitClosed();
    }

    @Test
    @Conformance({"AUT-8", "AUT-11"})
    void severalRoundsOfChallengesAreUnderstood() {
        AuthenticationStep second = new Challenged(
                Map.of("round", 2L),
                answer -> CompletableFuture.completedFuture(new Granted(null, "joe", "anonymous", "test", Map.of())));
        AuthenticationStep first =
                new Challenged(Map.of("round", 1L), answer -> CompletableFuture.completedFuture(second));
        FakeLink link = connect(custom(() -> CompletableFuture.completedFuture(first)));
        link.send(hello("realm1", "custom"));
        assertThat(link.take(Challenge.class).extra()).containsEntry("round", 1L);
        link.send(new Authenticate("a", Map.of()));
        assertThat(link.take(Challenge.class).extra()).containsEntry("round", 2L);
        link.send(new Authenticate("b", Map.of()));
        assertThat(link.take(Welcome.class).details().authid()).isEqualTo("joe");
        link.send(new Authenticate("b", Map.of()));
        assertAborted(link, "wamp.error.protocol_violation");
    }

    @ParameterizedTest
    @MethodSource("requests")
    @Conformance({"SES-22"})
    void onlyAuthenticateAnswersAChallenge(WampMessage message) {
        FakeLink link = connect(new AuthenticationOptions.StaticTicket(Map.of()));
        link.send(new Hello("realm1", new HelloDetails(CLIENT, null, List.of("ticket"), "joe", null, Map.of())));
        link.take(Challenge.class);
        link.send(message);
        assertAborted(link, "wamp.error.protocol_violation");
    }

    @Test
    @Conformance({"SES-23"})
    void aClientThatNeverAnswersAChallengeIsDropped() {
        FakeLink link = connectTo(impatient(), new AuthenticationOptions.StaticTicket(Map.of()));
        link.send(new Hello("realm1", new HelloDetails(CLIENT, null, List.of("ticket"), "joe", null, Map.of())));
        link.take(Challenge.class);
        assertAborted(link, "wamp.error.authentication_failed");
    }

    @Test
    @Conformance({"SES-17", "SES-15"})
    void aShutdownNotifiesAllClients() {
        FakeLink joined = connectTo(impatient());
        joined.send(hello("realm1"));
        joined.take(Welcome.class);
        FakeLink joining = connectTo(impatient(), new AuthenticationOptions.StaticTicket(Map.of()));
        joining.send(new Hello("realm1", new HelloDetails(CLIENT, null, List.of("ticket"), "joe", null, Map.of())));
        joining.take(Challenge.class);
        CompletableFuture<Void> closed = impatient().close(Duration.ofSeconds(5));
        assertThat(joined.take(Goodbye.class).reason()).isEqualTo("wamp.close.system_shutdown");
        assertThat(joining.take(Abort.class).reason()).isEqualTo("wamp.close.system_shutdown");
        // The joined client never answers GOODBYE, and is disconnected anyway.
        joined.awaitClosed();
        await().atMost(Duration.ofSeconds(60)).until(closed::isDone);
        assertThat(joined.received()).isEmpty();
    }

    @Test
    @Conformance({"SES-14", "SES-17"})
    void aConnectionThatAnswersAShutdownIsClosedAsGoingAway() {
        FakeLink shutDown = joined("realm1");

        router.close(Duration.ofSeconds(60));
        assertThat(shutDown.take(Goodbye.class).reason()).isEqualTo("wamp.close.system_shutdown");
        shutDown.send(new Goodbye(CloseDetails.NONE, "wamp.close.goodbye_and_out"));
        assertThat(shutDown.awaitClosed()).isEqualTo(LinkClose.GOING_AWAY);
    }

    @Test
    @Conformance("SES-19")
    void aTransportDecidesHowLongAConnectionWaitsForAnotherSession() {
        SessionOptions policy = SessionOptions.DEFAULT.withRejoin(Duration.ZERO);
        FakeLink link = new FakeLink(loop, Acceptors.of(router, Access.ANONYMOUS.withSessions(policy)));
        link.send(hello("realm1"));
        link.take(Welcome.class);
        link.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
        link.take(Goodbye.class);

        assertThat(link.awaitClosed()).isEqualTo(LinkClose.NORMAL);
    }

    /** Some clients wait for the end of the connection, so the default must be short. */
    @Test
    @Conformance("SES-19")
    void aConnectionWithoutASessionIsNotKeptForLong() {
        assertThat(SessionTimeouts.DEFAULT.rejoin()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    @Conformance("URI-5")
    void aReservedUriIsRefusedWithTheTextThatTestSuitesExpect() {
        FakeLink link = joined("realm1");
        link.send(new Publish(1, acknowledged(), "wamp.topic", Payload.EMPTY));
        ErrorMessage error = link.take(ErrorMessage.class);
        assertThat(error.error()).isEqualTo("wamp.error.invalid_uri");
        assertThat(new String(error.payload().array(), StandardCharsets.UTF_8)).contains("restricted topic");
    }

    private Router impatient() {
        if (impatient == null) {
            impatient = start(Duration.ofSeconds(1));
        }
        return impatient;
    }

    private FakeLink connect(AuthenticationOptions... methods) {
        return connectTo(router, methods);
    }

    private FakeLink connectTo(Router router, AuthenticationOptions... methods) {
        return new FakeLink(loop, Acceptors.of(router, Access.by(methods)));
    }

    private FakeLink joined(String realm) {
        FakeLink link = connect();
        link.send(hello(realm));
        link.take(Welcome.class);
        return link;
    }

    private static Hello hello(String realm, String... methods) {
        return new Hello(realm, new HelloDetails(CLIENT, null, List.of(methods), null, null, Map.of()));
    }

    private static PublishOptions acknowledged() {
        return new PublishOptions(
                true, true, PublishOptions.NONE.audience(), false, false, null, PublishOptions.NONE.passthru());
    }

    private static AuthenticationOptions custom(Supplier<CompletionStage<AuthenticationStep>> begin) {
        return new AuthenticationOptions.Custom(new AuthenticationMethod() {
            @Override
            public String name() {
                return "custom";
            }

            @Override
            public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
                return begin.get();
            }
        });
    }

    private static Abort assertAborted(FakeLink link, String reason) {
        Abort abort = link.take(Abort.class);
        assertThat(abort.reason()).isEqualTo(reason);
        assertThat(abort.details().message()).isNotBlank();
        link.awaitClosed();
        return abort;
    }
}
