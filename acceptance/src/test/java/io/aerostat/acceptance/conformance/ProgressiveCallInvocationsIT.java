package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CANCEL;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code progressive_call_invocations}: calls whose arguments arrive in several messages. */
class ProgressiveCallInvocationsIT extends CallCase {
    private static final Map<String, Object> PROGRESS = Map.of("progress", true);

    private static void part(RawPeer caller, long request, String procedure, Object arg) {
        caller.send(CALL, request, PROGRESS, procedure, List.of(arg));
    }

    private static void lastPart(RawPeer caller, long request, String procedure, Object arg) {
        caller.send(CALL, request, NONE, procedure, List.of(arg));
    }

    @Test
    @Conformance({"PCI-2", "ORD-6"})
    void allPartsCarryOneIdAndKeepTheirOrder() {
        RawPeer callee = join();
        RawPeer caller = join();
        long registration = register(callee, uri("sum"));
        for (int i = 0; i < 20; i++) {
            part(caller, 1, uri("sum"), i);
        }
        lastPart(caller, 1, uri("sum"), "end");

        long invocation = callee.expectExactly(INVOCATION, ANY, registration, PROGRESS, List.of(0))
                .id(1);
        for (int i = 1; i < 20; i++) {
            callee.expectExactly(INVOCATION, invocation, registration, PROGRESS, List.of(i));
        }
        callee.expectExactly(INVOCATION, invocation, registration, NONE, List.of("end"));
        answer(callee, invocation, 190);

        caller.expectExactly(RESULT, 1, NONE, List.of(190));
    }

    @Test
    @Conformance("PCI-3")
    void theCalleeOfTheFirstPartGetsAllEvenWhenItUnregisters() {
        RawPeer first = join();
        RawPeer second = join();
        RawPeer caller = join();
        long registration = register(first, Map.of("invoke", "roundrobin"), uri("sum"));
        register(second, Map.of("invoke", "roundrobin"), uri("sum"));
        part(caller, 1, uri("sum"), 1);
        long invocation = invocation(first);

        first.send(UNREGISTER, 2, registration);
        first.expect(UNREGISTERED, 2);
        part(caller, 1, uri("sum"), 2);
        lastPart(caller, 1, uri("sum"), 3);

        first.expectExactly(INVOCATION, invocation, ANY, PROGRESS, List.of(2));
        first.expectExactly(INVOCATION, invocation, ANY, NONE, List.of(3));
        answer(first, invocation, 6);
        caller.expectExactly(RESULT, 1, NONE, List.of(6));
        second.expectNothing(caller);
    }

    @Test
    @Conformance({"PCI-4", "PV-9"})
    void aCallerThatDidNotAnnounceItViolates() {
        RawPeer caller = join(Hello.everything(REALM).without("caller", "progressive_call_invocations"));

        part(caller, 1, uri("sum"), 1);

        caller.expectProtocolViolation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressive_call_invocations", "call_canceling"})
    @Conformance({"PCI-5", "PCI-7"})
    void aCalleeThatCannotTakePartsMakesTheCallFail(String missing) {
        RawPeer callee = join(Hello.everything(REALM).without("callee", missing));
        RawPeer caller = join();
        register(callee, uri("sum"));

        part(caller, 1, uri("sum"), 1);
        part(caller, 1, uri("sum"), 2);
        lastPart(caller, 1, uri("sum"), 3);

        expectError(caller, 1, "wamp.error.feature_not_supported");
        caller.expectNothing();
        callee.expectNothing();
        // The call was refused, so CANCEL has no effect.
        caller.send(CANCEL, 1, NONE);
        caller.expectNothing();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Conformance({"PCI-6", "PCI-7"})
    void anEarlyAnswerEndsTheCallAndTheRestIsDropped(boolean withError) {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        long invocation = invocation(callee);

        if (withError) {
            fail(callee, invocation, "com.app.enough");
            expectError(caller, 1, "com.app.enough");
        } else {
            answer(callee, invocation, "enough");
            caller.expectExactly(RESULT, 1, NONE, List.of("enough"));
        }
        part(caller, 1, uri("sum"), 2);
        lastPart(caller, 1, uri("sum"), 3);

        caller.expectNothing();
        callee.expectNothing();
    }

    @Test
    @Conformance({"PCI-9", "ID-7", "P2"})
    void inStrictOrderAnOldIdContinuesAndTheNextOneIsNew() {
        RawPeer callee = join(Hello.everything(STRICT));
        RawPeer caller = join(Hello.everything(STRICT));
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), "a1");
        part(caller, 2, uri("sum"), "b1");
        part(caller, 1, uri("sum"), "a2");

        long first =
                callee.expect(INVOCATION, ANY, ANY, PROGRESS, List.of("a1")).id(1);
        long second =
                callee.expect(INVOCATION, ANY, ANY, PROGRESS, List.of("b1")).id(1);
        callee.expect(INVOCATION, first, ANY, PROGRESS, List.of("a2"));
        assertThat(second).isNotEqualTo(first);

        part(caller, 4, uri("sum"), "a gap");

        caller.expectProtocolViolation();
        callee.expect(INTERRUPT, first);
        callee.expect(INTERRUPT, second);
    }

    @Test
    @Conformance({"PCI-9", "PCI-7"})
    void inStrictOrderAPartOfACallThatIsOverIsKnownAndDropped() {
        RawPeer callee = join(Hello.everything(STRICT));
        RawPeer caller = join(Hello.everything(STRICT));
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        answer(callee, invocation(callee));
        caller.expect(RESULT, 1);

        part(caller, 1, uri("sum"), 2);

        caller.expectNothing();
        callee.expectNothing();
    }

    @Test
    @Conformance("PCI-9")
    void inStrictOrderAnOldIdOfNoProgressiveCallIsAViolation() {
        RawPeer callee = join(Hello.everything(STRICT));
        RawPeer caller = join(Hello.everything(STRICT));
        register(callee, uri("sum"));
        lastPart(caller, 1, uri("sum"), 1);
        answer(callee, invocation(callee));
        caller.expect(RESULT, 1);

        part(caller, 1, uri("sum"), 2);

        caller.expectProtocolViolation();
    }

    @ParameterizedTest
    @ValueSource(strings = {REALM, STRICT})
    @Conformance("PCI-9")
    void theIdOfACallThatIsUnderWayAndCompleteIsAViolation(String realm) {
        RawPeer callee = join(Hello.everything(realm));
        RawPeer caller = join(Hello.everything(realm));
        register(callee, uri("sum"));
        lastPart(caller, 1, uri("sum"), 1);
        invocation(callee);

        lastPart(caller, 1, uri("sum"), 2);

        caller.expectProtocolViolation();
    }

    @Test
    @Conformance({"PCI-10", "TMO-8"})
    void theOptionsOfTheFirstPartCountForAll() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        long invocation = callee.expect(INVOCATION, ANY, ANY, PROGRESS).id(1);

        caller.send(
                CALL,
                1,
                Map.of(
                        "progress",
                        true,
                        "disclose_me",
                        true,
                        "receive_progress",
                        true,
                        "timeout",
                        1,
                        "runmode",
                        "partition",
                        "rkey",
                        "k",
                        "_private",
                        1),
                uri("sum"),
                List.of(2));
        callee.expectExactly(INVOCATION, invocation, ANY, PROGRESS, List.of(2));
        pass(20);
        progress(callee, invocation, "nobody asked for this at first");
        answer(callee, invocation, "in time");

        caller.expectExactly(RESULT, 1, NONE, List.of("in time"));
    }

    @Test
    @Conformance("PCI-12")
    void aPartForAnotherProcedureDoesNotBelong() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sum"));
        register(callee, uri("product"));
        part(caller, 1, uri("sum"), 1);
        long invocation = invocation(callee);

        part(caller, 1, uri("product"), 2);
        lastPart(caller, 1, uri("sum"), 3);

        callee.expectExactly(INVOCATION, invocation, ANY, NONE, List.of(3));
        answer(callee, invocation);
        caller.expect(RESULT, 1);
    }

    @Test
    @Conformance({"PCI-13", "ORD-6"})
    void bothDirectionsMayStreamAtOnce() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("echo"));
        Map<String, Object> both = Map.of("progress", true, "receive_progress", true);
        for (int i = 0; i < 3; i++) {
            caller.send(CALL, 1, both, uri("echo"), List.of(i));
            long invocation =
                    callee.expect(INVOCATION, ANY, ANY, both, List.of(i)).id(1);
            progress(callee, invocation, i);
            progress(callee, invocation, -i - 1);
            caller.expectExactly(RESULT, 1, PROGRESS, List.of(i));
            caller.expectExactly(RESULT, 1, PROGRESS, List.of(-i - 1));
        }
        lastPart(caller, 1, uri("echo"), "end");
        answer(callee, invocation(callee), "end");
        caller.expectExactly(RESULT, 1, NONE, List.of("end"));
    }

    @Test
    @Conformance({"PCI-14", "RPC-8"})
    void aCallerThatIsGoneInterrupts() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        long invocation = invocation(callee);

        caller.close();

        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "killnowait"));
    }

    @Test
    @Conformance({"PCI-14", "PCI-6", "RPC-9"})
    void aCalleeThatIsLostEndsTheCall() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        invocation(callee);

        callee.reset();

        expectError(caller, 1, CANCELED);
        part(caller, 1, uri("sum"), 2);
        caller.expectNothing();
    }

    @Test
    @Conformance({"PCI-15", "A-16"})
    void bothSpellingsOfCancelingAreUnderstood() {
        RawPeer callee = join(Hello.everything(REALM)
                .role("callee", "progressive_call_invocations", "progressive_call_results", "call_cancelling"));
        RawPeer caller = join();
        register(callee, uri("sum"));
        part(caller, 1, uri("sum"), 1);
        long invocation = callee.expect(INVOCATION, ANY, ANY, PROGRESS).id(1);

        caller.send(CANCEL, 1, Map.of("mode", "killnowait"));

        callee.expect(INTERRUPT, invocation);
        expectError(caller, 1, CANCELED);
    }
}
