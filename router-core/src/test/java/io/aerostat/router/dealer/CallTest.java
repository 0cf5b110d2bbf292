package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.testing.FakePeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the basic profile: registering, calling, answering, and callers or callees that leave. */
class CallTest {
    private final TestDealer realm = new TestDealer();
    private final DealerClient caller = realm.join();
    private final DealerClient callee = realm.join();

    @AfterEach
    void nothingIsLeftBehind() {
        realm.assertIdle();
    }

    @Test
    @Conformance({"RPC-3", "RPC-4", "ID-5", "ID-6"})
    void aCallGoesToTheCalleeAndItsResultComesBackUnchanged() {
        long registration = callee.register("com.app.add");
        Payload argument = RouterPayload.text("in");
        caller.call(7, "com.app.add", CallOptions.NONE, Permit.PLAIN, argument);

        Invocation invocation = callee.invoked();
        assertThat(invocation).isEqualTo(new Invocation(1, registration, InvocationDetails.NONE, argument));

        Payload result = RouterPayload.text("out");
        callee.yield(1, YieldOptions.NONE, result);
        assertThat(caller.only(Result.class)).isEqualTo(new Result(7, ResultDetails.NONE, result));
    }

    @Test
    @Conformance("RPC-5")
    void anErrorOfTheCalleeComesBackWithUriAndPayload() {
        callee.register("com.app.add");
        long request = caller.call("com.app.add");
        callee.invoked();
        Payload payload = RouterPayload.text("why");
        callee.error(1, "com.app.bad", ErrorDetails.NONE, payload);
        assertThat(caller.only(ErrorMessage.class))
                .isEqualTo(new ErrorMessage(Call.CODE, request, ErrorDetails.NONE, "com.app.bad", payload));
    }

    @Test
    @Conformance("RPC-3")
    void aCallOfNothingFails() {
        long request = caller.call("com.app.nothing");
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    @Conformance("ID-5")
    void eachCalleeCountsItsInvocationsFromOne() {
        DealerClient other = realm.join();
        callee.register("com.app.a");
        other.register("com.app.b");
        for (int i = 1; i <= 3; i++) {
            caller.call("com.app.a");
            caller.call("com.app.b");
            assertThat(callee.invoked().request()).isEqualTo(i);
            assertThat(other.invoked().request()).isEqualTo(i);
            callee.yield(i);
            other.yield(i);
        }
    }

    @Test
    @Conformance({"RPC-7", "ORD-5"})
    void answersMayComeInAnyOrder() {
        callee.register("com.app.a");
        long first = caller.call("com.app.a");
        long second = caller.call("com.app.a");
        callee.yield(2);
        callee.yield(1);
        assertThat(caller.take())
                .extracting(message -> ((Result) message).request())
                .containsExactly(second, first);
    }

    @Test
    @Conformance("RPC-12")
    void aSessionMayCallItself() {
        caller.register("com.app.own");
        long request = caller.call("com.app.own");
        Invocation invocation = caller.invoked();
        caller.yield(invocation.request());
        assertThat(caller.only(Result.class).request()).isEqualTo(request);
    }

    @Test
    @Conformance("RPC-12")
    void aSessionThatLeavesWhileItCallsItselfLeavesNothing() {
        caller.register("com.app.own");
        caller.call("com.app.own");
        caller.leave();
    }

    @Test
    void anAnswerMayComeWhileTheInvocationIsBeingSent() {
        DealerClient local = realm.join(FakePeer.ALL_ROLES, caller.loop);
        local.register("com.app.local");
        local.peer.onMessage(message -> {
            if (message instanceof Invocation invocation) {
                local.session.yield(new Yield(invocation.request(), YieldOptions.NONE, Payload.EMPTY));
            }
        });
        long request = caller.call("com.app.local");
        assertThat(caller.only(Result.class).request()).isEqualTo(request);
    }

    @Test
    @Conformance({"RPC-8", "A-14"})
    void aCallerThatLeavesInterruptsItsCallee() {
        callee.register("com.app.slow");
        caller.call("com.app.slow");
        callee.take();
        caller.leave();
        assertThat(callee.only(Interrupt.class))
                .isEqualTo(new Interrupt(1, new InterruptOptions(CancelMode.KILLNOWAIT, null)));
        callee.yield(1);
        callee.silent();
        assertThat(realm.dealer.statistics().lateAnswers()).isEqualTo(1);
    }

    @Test
    @Conformance({"RPC-8", "A-13"})
    void aCalleeThatCannotBeInterruptedIsLeftAlone() {
        DealerClient simple = realm.join(FakePeer.announcing());
        simple.register("com.app.slow");
        caller.call("com.app.slow");
        simple.take();
        caller.leave();
        simple.silent();
        simple.yield(1);
        simple.silent();
    }

    @Test
    @Conformance({"RPC-9", "A-15"})
    void aCalleeThatLeavesFailsItsCalls() {
        callee.register("com.app.slow");
        long first = caller.call("com.app.slow");
        long second = caller.call("com.app.slow");
        callee.leave();
        List<WampMessage> answers = caller.take();
        assertThat(answers)
                .extracting(message -> ((ErrorMessage) message).request())
                .containsExactlyInAnyOrder(first, second);
        assertThat(answers)
                .extracting(message -> ((ErrorMessage) message).error())
                .containsOnly(ErrorUris.CANCELED);
        assertThat(caller.failed(caller.call("com.app.slow"))).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    @Conformance({"RPC-13", "A-5"})
    void invocationsUnderWaySurviveTheEndOfTheRegistration() {
        long registration = callee.register("com.app.slow");
        long request = caller.call("com.app.slow");
        callee.take();
        callee.unregister(registration);
        realm.join().register("com.app.slow");
        callee.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(request);
    }

    @Test
    @Conformance("ORD-8")
    void aCallThatIsUnderWayComesBeforeTheEndOfTheRegistration() {
        long registration = callee.register("com.app.slow");
        callUnderWay("com.app.slow");
        callee.unregister(registration);
        assertThat(callee.take())
                .extracting(message -> (Object) message.getClass())
                .containsExactly(Invocation.class, Unregistered.class);
        callee.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(1);
        assertThat(caller.failed(caller.call("com.app.slow"))).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    @Conformance("ORD-8")
    void aRevokedCalleeGetsTheCallsThatAreUnderWay() {
        long registration = callee.register("com.app.slow");
        callUnderWay("com.app.slow");
        realm.dealer.revoke(registration, callee.id(), null);
        realm.settle();
        assertThat(callee.take())
                .extracting(message -> (Object) message.getClass())
                .containsExactly(Invocation.class, Unregistered.class);
        callee.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(1);
    }

    /**
     * A callee that registers again gets the same registration id, and a client forgets that id when UNREGISTERED
     * arrives. So REGISTERED must come after UNREGISTERED.
     */
    @Test
    void aRegistrationThatIsJoinedAgainIsConfirmedLast() {
        DealerClient other = realm.join();
        RegisterOptions shared = CallOption.shared(InvocationPolicy.ROUNDROBIN);
        long registration = callee.register("com.app.slow", shared);
        other.register("com.app.slow", shared);
        callee.loop.enter(() -> {
            callee.session.unregister(new Unregister(11, registration));
            callee.session.register(new Register(12, shared, "com.app.slow"));
            callee.session.unregister(new Unregister(13, registration));
        });
        realm.settle();
        assertThat(callee.take())
                .containsExactly(
                        new Unregistered(11, null), new Registered(12, registration), new Unregistered(13, null));
        assertThat(callee.session.registrations()).isZero();
    }

    @Test
    @Conformance({"RPC-9", "P1"})
    void aCallThatWasNeverSentGoesToAnotherCallee() {
        DealerClient other = realm.join();
        callee.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        other.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        callUnderWay("com.app.slow");
        callee.leave();
        callee.silent();
        assertThat(other.invoked().payload()).isEqualTo(Payload.EMPTY);
        other.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(1);
        realm.assertIdle();
    }

    @Test
    @Conformance({"RPC-9", "P1"})
    void aCallThatWasNeverSentGoesToTheRegistrationThatMatchesNow() {
        DealerClient general = realm.join();
        general.register("com.app", CallOption.match(MatchPolicy.PREFIX));
        callee.register("com.app.slow");
        callUnderWay("com.app.slow");
        callee.leave();
        assertThat(general.invoked().details().procedure()).isEqualTo("com.app.slow");
        general.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(1);
    }

    @Test
    @Conformance({"RPC-9", "P1"})
    void aCallThatWasNeverSentAndThatNobodyElseServesHasNoProcedure() {
        callee.register("com.app.slow");
        callUnderWay("com.app.slow");
        callee.leave();
        assertThat(caller.failed(1)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
        realm.assertIdle();
    }

    /** The loss of the connection is noticed when the INVOCATION is written, before the session has ended. */
    @Test
    @Conformance({"RPC-9", "P1"})
    void aCallToALostConnectionGoesToAnotherCallee() {
        DealerClient other = realm.join();
        callee.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        other.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        callee.peer.fail(Sent.CLOSED);
        long request = caller.call("com.app.slow");
        other.invoked();
        other.yield(1);
        assertThat(caller.only(Result.class).request()).isEqualTo(request);
    }

    @Test
    @Conformance({"ORD-3", "P22"})
    void aCallThatWasNeverSentDoesNotGoBehindALaterOne() {
        DealerClient second = realm.join();
        DealerClient third = realm.join();
        for (DealerClient each : List.of(callee, second, third)) {
            each.register("com.app.slow", CallOption.shared(InvocationPolicy.ROUNDROBIN));
        }
        third.register("com.app.other");
        callUnderWay("com.app.slow"); // this call goes to the first callee
        caller.loop.enter(() -> {
            call(2, "com.app.slow"); // this call goes to the second callee
        });
        callee.leave();
        assertThat(second.invoked().request()).isEqualTo(1);
        assertThat(third.invoked().request()).isEqualTo(1);
        second.yield(1);
        third.yield(1);
        assertThat(caller.take()).hasSize(2).allMatch(Result.class::isInstance);
    }

    @Test
    @Conformance({"ORD-3", "P22", "RPC-9"})
    void aCallThatCouldOnlyGoBehindALaterOneIsCanceled() {
        DealerClient other = realm.join();
        callee.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        other.register("com.app.slow", CallOption.shared(InvocationPolicy.FIRST));
        other.register("com.app.other");
        callUnderWay("com.app.slow");
        caller.loop.enter(() -> call(2, "com.app.other"));
        callee.leave();
        assertThat(other.invoked().request()).isEqualTo(1);
        assertThat(caller.failed(1)).isEqualTo(ErrorUris.CANCELED);
        other.yield(1);
        caller.only(Result.class);
        realm.assertIdle();
    }

    @Test
    @Conformance("CAN-5")
    void aCallThatIsCanceledWhileItComesBackEnds() {
        callee.register("com.app.slow");
        callUnderWay("com.app.slow");
        callee.peer.end();
        callee.loop.enter(callee.session::leave);
        caller.cancel(1, CancelMode.KILL);
        assertThat(caller.failed(1)).isEqualTo(ErrorUris.CANCELED);
        realm.assertIdle();
    }

    /** Makes a call that has been placed but has not arrived at the callee's loop yet. */
    private void callUnderWay(String procedure) {
        caller.loop.enter(() -> call(1, procedure));
    }

    private void call(long request, String procedure) {
        caller.session.call(new Call(request, CallOptions.NONE, procedure, Payload.EMPTY), Permit.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_LARGE, wamp.error.payload_size_exceeded",
        "NOT_EXPRESSIBLE, wamp.error.invalid_argument",
        "OVER_BUDGET, wamp.error.network_failure",
        "CLOSED, wamp.error.no_such_procedure"
    })
    @Conformance({"RPC-11", "RPC-14", "P20", "P21"})
    void anInvocationThatCannotBeSentFailsTheCall(Sent outcome, String error) {
        callee.register("com.app.add");
        callee.peer.fail(outcome);
        assertThat(caller.failed(caller.call("com.app.add"))).isEqualTo(error);
        // The callee sees no gap in the request ids.
        caller.call("com.app.add");
        assertThat(callee.invoked().request()).isEqualTo(1);
        callee.yield(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_LARGE, wamp.error.payload_size_exceeded",
        "NOT_EXPRESSIBLE, wamp.error.invalid_argument",
        "OVER_BUDGET, wamp.error.network_failure"
    })
    @Conformance({"RPC-11", "P1"})
    void aResultThatCannotBeSentBecomesAnError(Sent outcome, String error) {
        callee.register("com.app.add");
        long request = caller.call("com.app.add");
        caller.peer.fail(outcome);
        callee.yield(1);
        assertThat(caller.failed(request)).isEqualTo(error);
    }

    @Test
    @Conformance({"P4", "A-45"})
    void aCallerWhomNoAnswerCanReachIsKilled() {
        callee.register("com.app.add");
        caller.call("com.app.add");
        caller.peer.fail(Sent.OVER_BUDGET, Sent.OVER_BUDGET);
        callee.yield(1);
        assertThat(caller.peer.killed()).isEqualTo("wamp.close.slow_consumer");
    }

    @Test
    @Conformance("P2")
    void aBugOnTheWayToTheCalleeEndsTheCalleeAndNotTheCaller() {
        callee.register("com.app.add");
        callee.peer.onMessage(message -> {
            throw new IllegalStateException("a bug of the test");
        });
        assertThat(caller.failed(caller.call("com.app.add"))).isEqualTo(ErrorUris.NETWORK_FAILURE);
        assertThat(callee.peer.killed()).isNotNull();
        assertThat(caller.peer.killed()).isNull();
    }

    @Test
    @Conformance({"PV-5", "A-12"})
    void anAnswerToNothingIsAViolation() {
        callee.yield(1);
        assertThat(callee.peer.violation()).contains("YIELD.Request").contains("found 1");
        caller.error(9, "com.app.bad");
        assertThat(caller.peer.violation()).contains("ERROR.Request").contains("found 9");
    }

    @Test
    @Conformance("A-12")
    void aSecondAnswerIsDroppedAndCounted() {
        callee.register("com.app.add");
        caller.call("com.app.add");
        callee.yield(1);
        callee.take();
        caller.take();
        callee.yield(1);
        callee.error(1, "com.app.bad");
        caller.silent();
        callee.silent();
        assertThat(realm.dealer.statistics().lateAnswers()).isEqualTo(2);
    }

    @Test
    @Conformance("P5")
    void aBurstOfCallsNeverFails() {
        callee.register("com.app.add");
        for (int i = 0; i < 256; i++) {
            caller.call("com.app.add");
        }
        assertThat(callee.take()).hasSize(256);
        for (int i = 1; i <= 256; i++) {
            callee.yield(i);
        }
        assertThat(caller.take()).hasSize(256).allMatch(Result.class::isInstance);
    }
}
