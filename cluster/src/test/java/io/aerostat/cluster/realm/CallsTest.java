package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests calls from callers of one node to callees of other nodes. */
class CallsTest {
    private static final String WORK = "com.app.work";

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final TestNode c = new TestNode(fabric, "c");

    /** Checks after each test that no call is in flight on any node. */
    @AfterEach
    void close() {
        await().untilAsserted(() -> {
            for (TestNode node : List.of(a, b, c)) {
                assertThat(node.statistics().pendingCalls()).isZero();
                assertThat(node.statistics().pendingInvocations()).isZero();
                assertThat(node.statistics().armedTimers()).isZero();
                assertThat(node.network.callsInFlight()).isZero();
            }
        });
        a.close();
        b.close();
        c.close();
        fabric.close();
    }

    private static RegisterOptions shared(InvocationPolicy policy) {
        return new RegisterOptions(MatchPolicy.EXACT, policy, false, false, 0, false);
    }

    @Test
    @Conformance("RPC-4")
    void aCallReachesTheCalleeOfAnotherNodeAndItsResultComesBack() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();

        long request = caller.call(WORK, "question", 7L);

        Invocation invocation = callee.invocation();
        assertThat(TestClient.args(invocation)).containsExactly("question", 7L);
        assertThat(invocation.details()).isEqualTo(InvocationDetails.NONE);
        callee.yield(invocation, "answer");
        Result result = caller.take(Result.class);
        assertThat(result.request()).isEqualTo(request);
        assertThat(TestClient.args(result)).containsExactly("answer");
    }

    @Test
    @Conformance("RPC-5")
    void theErrorOfTheCalleeComesBack() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK);

        callee.send(new ErrorMessage(
                Invocation.CODE,
                callee.invocation().request(),
                ErrorDetails.NONE,
                "com.app.error.bad",
                TestClient.payload("why")));

        ErrorMessage error = caller.take(ErrorMessage.class);
        assertThat(error.error()).isEqualTo("com.app.error.bad");
        assertThat(TestClient.args(error)).containsExactly("why");
    }

    @Test
    @Conformance("PBR-5")
    void aPatternRegistrationOfAnotherNodeGetsTheCalledUri() {
        TestClient callee = b.client();
        callee.register(
                "com.app", new RegisterOptions(MatchPolicy.PREFIX, InvocationPolicy.SINGLE, false, false, 0, false));
        TestClient caller = a.client();
        caller.call("com.app.some.procedure");

        Invocation invocation = callee.invocation();

        assertThat(invocation.details().procedure()).isEqualTo("com.app.some.procedure");
        callee.yield(invocation);
        caller.take(Result.class);
    }

    @Test
    @Conformance("CID-3")
    void aCalleeThatAskedForItLearnsTheCallerOfAnotherNode() {
        TestClient callee = b.client();
        callee.register(WORK, new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, true, false, 0, false));
        TestClient caller = a.client("cleo", "other");
        caller.call(WORK);

        Invocation invocation = callee.invocation();

        assertThat(invocation.details().caller()).isEqualTo(caller.id);
        assertThat(invocation.details().callerAuthid()).isEqualTo("cleo");
        assertThat(invocation.details().callerAuthrole()).isEqualTo("other");
        callee.yield(invocation);
        caller.take(Result.class);
    }

    @Test
    @Conformance("PCR-3")
    void progressiveResultsComeInOrderAndEndWithTheFinalOne() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK, new CallOptions(true, false, 0, false, null, null, Passthru.NONE));
        Invocation invocation = callee.invocation();
        assertThat(invocation.details().receiveProgress()).isTrue();

        for (long i = 0; i < 100; i++) {
            callee.progress(invocation, i);
        }
        callee.yield(invocation, "end");

        for (long i = 0; i < 100; i++) {
            Result result = caller.take(Result.class);
            assertThat(result.details().progress()).isTrue();
            assertThat(TestClient.args(result)).containsExactly(i);
        }
        assertThat(caller.take(Result.class).details().progress()).isFalse();
    }

    @Test
    @Conformance("PCI-2")
    void furtherCallsOfAProgressiveCallReachTheSameCallee() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        CallOptions more = new CallOptions(false, true, 0, false, null, null, Passthru.NONE);
        long request = caller.call(WORK, more, 0L);
        for (long i = 1; i < 50; i++) {
            caller.send(new Call(request, more, WORK, TestClient.payload(i)));
        }
        caller.send(new Call(request, CallOptions.NONE, WORK, TestClient.payload("end")));

        for (long i = 0; i < 50; i++) {
            Invocation chunk = callee.invocation();
            assertThat(chunk.details().progress()).isTrue();
            assertThat(TestClient.args(chunk)).containsExactly(i);
        }
        Invocation last = callee.invocation();
        assertThat(last.details().progress()).isFalse();
        callee.yield(last, "done");
        assertThat(TestClient.args(caller.take(Result.class))).containsExactly("done");
    }

    @Test
    @Conformance("PPT-2")
    void passthruAttributesTravelBothWays() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        Passthru passthru = new Passthru("x_own", "cbor", "aes", "key-1");
        caller.call(WORK, new CallOptions(false, false, 0, false, null, null, passthru), new byte[] {1});
        Invocation invocation = callee.invocation();
        assertThat(invocation.details().passthru()).isEqualTo(passthru);

        callee.send(
                new Yield(invocation.request(), new YieldOptions(false, passthru), TestClient.payload(new byte[] {2})));

        assertThat(caller.take(Result.class).details().passthru()).isEqualTo(passthru);
    }

    @Test
    void theTraceContextTravelsWithTheCall() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        Passthru traced = Passthru.NONE.with(
                new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1"));

        caller.call(WORK, new CallOptions(false, false, 0, false, null, null, traced), "question");

        Invocation invocation = callee.invocation();
        assertThat(invocation.details().passthru()).isEqualTo(traced);
        callee.yield(invocation, "answer");
        caller.take(Result.class);
    }

    @ParameterizedTest
    @EnumSource(CancelMode.class)
    @Conformance({"CAN-2", "CAN-3", "CAN-4"})
    void aCallIsCanceledInEachMode(CancelMode mode) {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        long request = caller.call(WORK);
        Invocation invocation = callee.invocation();

        caller.send(new Cancel(request, new CancelOptions(mode)));

        if (mode == CancelMode.SKIP) {
            assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
            callee.expectNothing();
        } else {
            Interrupt interrupt = callee.take(Interrupt.class);
            assertThat(interrupt.request()).isEqualTo(invocation.request());
            assertThat(interrupt.options().mode()).isEqualTo(mode);
        }
        if (mode == CancelMode.KILLNOWAIT) {
            assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        }
        callee.send(new ErrorMessage(
                Invocation.CODE, invocation.request(), ErrorDetails.NONE, ErrorUris.CANCELED, Payload.EMPTY));
        if (mode == CancelMode.KILL) {
            assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        }
        callee.register("com.app.fence");
        assertThat(caller.waiting()).isZero();
    }

    @Test
    @Conformance("TMO-2")
    void theTimeoutEndsACallAtAnotherNode() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK, new CallOptions(false, false, 50, false, null, null, Passthru.NONE));
        Invocation invocation = callee.invocation();

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.TIMEOUT);
        Interrupt interrupt = callee.take(Interrupt.class);
        assertThat(interrupt.options().reason()).isEqualTo(ErrorUris.TIMEOUT);
        callee.yield(invocation, "too late");
        caller.subscribe("com.app.fence");
    }

    @Test
    @Conformance("TMO-3")
    void aCalleeThatEnforcesTimeoutsGetsThem() {
        TestClient callee = b.client();
        callee.register(WORK, new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, true, 0, false));
        TestClient caller = a.client();
        caller.call(WORK, new CallOptions(false, false, 5_000, false, null, null, Passthru.NONE));

        Invocation invocation = callee.invocation();

        assertThat(invocation.details().timeout()).isEqualTo(5_000);
        callee.yield(invocation);
        caller.take(Result.class);
    }

    @Test
    @Conformance("SHR-5")
    void roundRobinVisitsTheCalleesOfAllNodesInTurn() {
        List<TestClient> callees = List.of(a.client(), b.client(), c.client(), b.client());
        callees.forEach(callee -> callee.register(WORK, shared(InvocationPolicy.ROUNDROBIN)));
        TestClient caller = a.client();

        for (int round = 0; round < 3; round++) {
            for (TestClient callee : callees) {
                caller.call(WORK);
                callee.yield(callee.invocation());
                caller.take(Result.class);
            }
        }
    }

    @Test
    @Conformance("SHR-5")
    void firstAndLastFollowTheOrderOfRegistrationOverAllNodes() {
        TestClient eldest = c.client();
        TestClient middle = a.client();
        TestClient youngest = b.client();
        for (TestClient callee : List.of(eldest, middle, youngest)) {
            callee.register("com.app.first", shared(InvocationPolicy.FIRST));
            callee.register("com.app.last", shared(InvocationPolicy.LAST));
        }
        for (TestNode node : List.of(a, b, c)) {
            TestClient caller = node.client();
            caller.call("com.app.first");
            eldest.yield(eldest.invocation());
            caller.take(Result.class);
            caller.call("com.app.last");
            youngest.yield(youngest.invocation());
            caller.take(Result.class);
        }
    }

    @Test
    @Conformance("SHR-2")
    void aProcedureOfAnotherNodeIsTaken() {
        long registration = b.client().register(WORK);
        TestClient late = a.client();
        late.send(new Register(late.next(), RegisterOptions.NONE, WORK));

        assertThat(late.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.PROCEDURE_ALREADY_EXISTS);
        assertThat(late.result("wamp.registration.lookup", WORK)).isEqualTo(registration);
        assertThat(c.client().result("wamp.registration.lookup", WORK)).isEqualTo(registration);
    }

    @Test
    @Conformance("SHR-2")
    void ofTwoNodesThatClaimAProcedureAtOnceOneGetsIt() {
        for (int i = 0; i < 50; i++) {
            TestClient left = a.client();
            TestClient right = b.client();
            left.send(new Register(left.next(), RegisterOptions.NONE, WORK + i));
            right.send(new Register(right.next(), RegisterOptions.NONE, WORK + i));

            List<WampMessage> answers = List.of(left.takeAny(), right.takeAny());

            assertThat(answers).filteredOn(Registered.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(ErrorMessage.class::isInstance).hasSize(1);
        }
    }

    @Test
    @Conformance("SHR-7")
    void aForcedRegistrationReplacesThoseOfOtherNodes() {
        TestClient old = b.client();
        long before = old.register(WORK);
        TestClient forcing = a.client();

        long after = forcing.register(
                WORK, new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, false, 0, true));

        Unregistered told = old.take(Unregistered.class);
        assertThat(told.revocation()).isNotNull();
        assertThat(told.revocation().id()).isEqualTo(before);
        assertThat(told.revocation().reason()).isEqualTo("wamp.error.unregistered");
        assertThat(after).isNotEqualTo(before);
        TestClient caller = c.client();
        caller.call(WORK);
        forcing.yield(forcing.invocation());
        caller.take(Result.class);
    }

    @Test
    @Conformance("SHR-7")
    void aCalleeWithAConcurrencyGetsNoMoreInvocationsFromSeveralNodes() {
        TestClient callee = b.client();
        callee.register(
                WORK, new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.ROUNDROBIN, false, false, 2, false));
        List<TestClient> callers = List.of(a.client(), b.client(), c.client());
        callers.forEach(caller -> {
            caller.call(WORK, "one");
            caller.call(WORK, "two");
        });

        List<Invocation> running = new ArrayList<>(List.of(callee.invocation(), callee.invocation()));
        for (int served = 0; served < 6; served++) {
            callee.expectNothing();
            callee.yield(running.remove(0), (long) served);
            if (served < 4) {
                running.add(callee.invocation());
            }
        }
        callers.forEach(caller -> {
            caller.take(Result.class);
            caller.take(Result.class);
        });
    }

    @Test
    @Conformance("RRT-1")
    void aCallThatACalleeCannotServeNowGoesToACalleeOfAnotherNode() {
        TestClient unavailable = b.client();
        unavailable.register(WORK, shared(InvocationPolicy.FIRST));
        TestClient other = c.client();
        other.register(WORK, shared(InvocationPolicy.FIRST));
        TestClient caller = a.client();
        caller.call(WORK, "question");

        unavailable.send(new ErrorMessage(
                Invocation.CODE,
                unavailable.invocation().request(),
                ErrorDetails.NONE,
                ErrorUris.UNAVAILABLE,
                Payload.EMPTY));

        Invocation second = other.invocation();
        assertThat(TestClient.args(second)).containsExactly("question");
        other.yield(second, "served");
        assertThat(TestClient.args(caller.take(Result.class))).containsExactly("served");
    }

    @Test
    @Conformance("SHD-2")
    void aKeyBelongsToTheSameCalleeFromEveryNode() {
        List<TestClient> callees = List.of(a.client(), b.client(), c.client());
        callees.forEach(callee -> callee.register(WORK, shared(InvocationPolicy.ROUNDROBIN)));
        for (int key = 0; key < 10; key++) {
            List<Object> served = new ArrayList<>();
            for (TestNode node : List.of(a, b, c)) {
                TestClient caller = node.client();
                caller.call(WORK, new CallOptions(false, false, 0, false, "key" + key, "partition", Passthru.NONE));
                await().until(() -> callees.stream().anyMatch(callee -> callee.waiting() > 0));
                TestClient callee = callees.stream()
                        .filter(one -> one.waiting() > 0)
                        .findFirst()
                        .orElseThrow();
                callee.yield(callee.invocation(), callee.id);
                served.addAll(TestClient.args(caller.take(Result.class)));
            }
            assertThat(served).hasSize(3).containsOnly(served.get(0));
        }
    }

    @Test
    @Conformance({"P27", "RPC-9"})
    void callsAtANodeThatIsLostEndAtOnceAndItsProceduresAreFree() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK, 1L);
        caller.call(WORK, 2L);
        callee.invocation();
        callee.invocation();

        fabric.isolate(b.node);

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        assertThat(caller.error(WORK)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
        TestClient heir = a.client();
        heir.register(WORK);
        // The callee of the lost node is interrupted, because that node no longer reaches the caller.
        callee.take(Interrupt.class);
        callee.take(Interrupt.class);
    }

    @Test
    @Conformance("RPC-9")
    void theLossOfACalleeOfAnotherNodeEndsItsCalls() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK);
        callee.invocation();

        callee.lose();

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
    }

    @Test
    @Conformance("RPC-8")
    void theLossOfACallerInterruptsItsCalleeOnAnotherNode() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        caller.call(WORK);
        Invocation invocation = callee.invocation();

        caller.lose();

        assertThat(callee.take(Interrupt.class).request()).isEqualTo(invocation.request());
    }

    @Test
    @Conformance("P28")
    void afterACutTheYoungerOfTwoExclusiveCalleesIsRevokedAndTold() {
        fabric.cut(a.node, b.node);
        fabric.cut(c.node, b.node);
        TestClient elder = a.client();
        elder.register(WORK);
        TestClient younger = b.client();
        long registration = younger.register(WORK);

        fabric.heal(a.node, b.node);
        fabric.heal(c.node, b.node);

        Unregistered told = younger.take(Unregistered.class);
        assertThat(told.revocation()).isNotNull();
        assertThat(told.revocation().id()).isEqualTo(registration);
        for (TestNode node : List.of(a, b, c)) {
            TestClient caller = node.client();
            caller.call(WORK);
            elder.yield(elder.invocation());
            caller.take(Result.class);
        }
        elder.expectNothing();
    }

    @Test
    @Conformance("P26")
    void registeredIsSentOnlyWhenEveryNodeKnowsTheCallee() {
        TestClient callee = b.client();
        CompletableFuture<Void> release = c.node.hold();
        callee.send(new Register(callee.next(), RegisterOptions.NONE, WORK));
        callee.send(new Call(callee.next(), CallOptions.NONE, "wamp.session.count", Payload.EMPTY));
        callee.take(Result.class); // the session is not stalled while its REGISTER waits
        release.complete(null);
        callee.take(Registered.class);

        TestClient caller = c.client();
        caller.call(WORK);

        callee.yield(callee.invocation());
        caller.take(Result.class);
    }

    @Test
    @Conformance("ORD-3")
    void callsOfOneCallerReachACalleeOfAnotherNodeInOrder() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();
        for (long i = 0; i < 2_000; i++) {
            caller.call(WORK, i);
        }
        for (long i = 0; i < 2_000; i++) {
            Invocation invocation = callee.invocation();
            assertThat(TestClient.args(invocation)).containsExactly(i);
            callee.yield(invocation, i);
        }
        for (long i = 0; i < 2_000; i++) {
            assertThat(TestClient.args(caller.take(Result.class))).containsExactly(i);
        }
    }

    @Test
    void aCallThatIsTooLargeForALinkIsRefusedAndSoIsAResult() {
        TestClient callee = b.client();
        callee.register(WORK);
        TestClient caller = a.client();

        assertThat(caller.error(WORK, (Object) new byte[Fabric.MAXIMUM_RECORD]))
                .isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);
        caller.call(WORK, "small");
        callee.yield(callee.invocation(), (Object) new byte[Fabric.MAXIMUM_RECORD]);

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);
    }

    @Test
    @Conformance("CAN-5")
    void aCalleeThatCannotBeInterruptedIsNot() {
        TestClient callee = b.client("plain", new Roles(Map.of(Role.CALLEE, Set.of(Feature.CALLER_IDENTIFICATION))));
        callee.register(WORK);
        TestClient caller = a.client();
        long request = caller.call(WORK);
        Invocation invocation = callee.invocation();

        caller.send(new Cancel(request, new CancelOptions(CancelMode.KILL)));

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        callee.yield(invocation);
        callee.subscribe("com.app.fence");
    }

    @Test
    void nothingIsLeftOfRegistrationsThatHaveEnded() {
        int before = a.statistics().registrations();
        TestClient callee = b.client();
        long registration = callee.register(WORK);
        callee.register("com.app.other");
        assertThat(a.statistics().registrations()).isEqualTo(before + 2);

        callee.unregister(registration);
        callee.lose();

        await().untilAsserted(() -> {
            assertThat(a.statistics().registrations()).isEqualTo(before);
            assertThat(b.node.rows()).isZero();
        });
    }
}
