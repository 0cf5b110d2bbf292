package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests calls in flight whose peer leaves, answers twice, or calls its own procedure. */
class PendingCallIT extends CallCase {

    @Test
    @Conformance({"RPC-8", "A-13", "A-14", "PCR-7"})
    void aCallerThatIsGoneInterruptsItsCalleeOnce() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        call(caller, Map.of("receive_progress", true), uri("work"));
        long invocation = invocation(callee);
        progress(callee, invocation, 1);

        caller.close();

        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "killnowait"));
        progress(callee, invocation, 2);
        answer(callee, invocation, "too late");
        callee.expectNothing();
    }

    @Test
    @Conformance("RPC-8")
    void aCalleeThatKnowsNoCancelingIsLeftAlone() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "call_canceling"));
        RawPeer caller = join();
        register(callee, uri("work"));
        call(caller, uri("work"));
        long invocation = invocation(callee);

        caller.send(GOODBYE, NONE, "wamp.close.normal");
        caller.expect(GOODBYE);

        callee.expectNothing();
        answer(callee, invocation, "too late");
        callee.expectNothing();
    }

    @Test
    @Conformance({"RPC-9", "P1"})
    void aCalleeThatIsLostFailsItsCalls() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        long first = call(caller, uri("work"));
        long second = call(caller, uri("work"));
        callee.expect(INVOCATION);
        callee.expect(INVOCATION);

        callee.reset();

        expectError(caller, first, CANCELED);
        expectError(caller, second, CANCELED);
        caller.expectNothing();
    }

    @Test
    @Conformance({"RPC-9", "P1"})
    void aCalleeThatLeavesFailsItsCalls() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        long request = call(caller, uri("work"));
        invocation(callee);

        callee.send(GOODBYE, NONE, "wamp.close.normal");

        expectError(caller, request, CANCELED);
        callee.expect(GOODBYE);
    }

    @Test
    @Conformance({"RPC-9", "SM-1", "P1"})
    void aCalleeThatIsKilledFailsItsCalls() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        long request = call(caller, uri("work"));
        invocation(callee);

        long kill = call(join(), "wamp.session.kill", callee.session());

        assertThat(kill).isPositive();
        callee.expect(GOODBYE);
        expectError(caller, request, CANCELED);
    }

    @Test
    @Conformance("RPC-12")
    void aSessionMayCallItself() {
        RawPeer peer = join();
        register(peer, uri("own"));
        long request = call(peer, uri("own"), "question");

        Message invocation = peer.expect(INVOCATION);
        assertThat(invocation.list(4)).containsExactly("question");
        answer(peer, invocation.id(1), "answer");

        peer.expectExactly(RESULT, request, NONE, List.of("answer"));
    }

    @Test
    @Conformance({"RPC-12", "SES-18"})
    void aSessionThatLeavesWhileItCallsItselfLeavesNothing() {
        RawPeer peer = join();
        RawPeer other = join();
        other.send(SUBSCRIBE, 1, NONE, "wamp.session.on_leave");
        other.expect(SUBSCRIBED, 1);
        register(peer, uri("own"));
        call(peer, uri("own"));
        invocation(peer);

        peer.close();

        other.expectAmongOthers(EVENT, ANY, ANY, NONE, List.of(peer.session(), ANY, ANY));
        register(other, uri("own"));
    }

    @Test
    @Conformance({"A-12", "A-27", "P1"})
    void aSecondAnswerIsDropped() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("twice"));
        long request = call(caller, uri("twice"));
        long invocation = invocation(callee);

        answer(callee, invocation, 1);
        answer(callee, invocation, 2);
        fail(callee, invocation, "com.app.three");

        caller.expectExactly(RESULT, request, NONE, List.of(1));
        caller.expectNothing(callee);
    }

    @Test
    @Conformance({"ID-5", "A-26"})
    void eachCalleeCountsItsInvocationsFromOne() {
        RawPeer one = join();
        RawPeer other = join();
        RawPeer caller = join();
        register(one, uri("one"));
        register(other, uri("other"));

        for (long i = 1; i <= 3; i++) {
            call(caller, uri("one"));
            call(caller, uri("other"));
            assertThat(invocation(one)).isEqualTo(i);
            assertThat(invocation(other)).isEqualTo(i);
        }
    }

    @Test
    @Conformance({"ORD-3", "P22"})
    void callsOfSeveralProceduresArriveInTheirOrder() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("a"));
        register(callee, uri("b"));

        for (int i = 0; i < 30; i++) {
            call(caller, uri(i % 3 == 0 ? "a" : "b"), i);
        }

        for (long i = 0; i < 30; i++) {
            assertThat(callee.expect(INVOCATION).list(4)).containsExactly(i);
        }
    }

    @Test
    @Conformance("ORD-5")
    void aQuickAnswerNeedNotWaitForASlowOne() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        long slow = call(caller, uri("work"));
        long quick = call(caller, uri("work"));
        long slowInvocation = invocation(callee);
        long quickInvocation = invocation(callee);

        answer(callee, quickInvocation);
        caller.expectExactly(RESULT, quick, NONE);
        answer(callee, slowInvocation);
        caller.expectExactly(RESULT, slow, NONE);
    }

    @Test
    @Conformance({"P5", "P1"})
    void aBurstOf256CallsNeverFails() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("burst"));
        List<Long> requests = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            requests.add(call(caller, uri("burst"), i));
        }
        for (int i = 0; i < 256; i++) {
            answer(callee, invocation(callee), i);
        }
        for (int i = 0; i < 256; i++) {
            caller.expectExactly(RESULT, requests.get(i), NONE, List.of(i));
        }
    }
}
