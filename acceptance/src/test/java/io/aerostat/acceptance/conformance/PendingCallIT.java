package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of calls under way when somebody goes, answers twice, or is its own callee. */
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

        callee.expectExactly(69, invocation, Map.of("mode", "killnowait"));
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

        caller.send(6, NONE, "wamp.close.normal");
        caller.expect(6);

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
        callee.expect(68);
        callee.expect(68);

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

        callee.send(6, NONE, "wamp.close.normal");

        expectError(caller, request, CANCELED);
        callee.expect(6);
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
        callee.expect(6);
        expectError(caller, request, CANCELED);
    }

    @Test
    @Conformance("RPC-12")
    void aSessionMayCallItself() {
        RawPeer peer = join();
        register(peer, uri("own"));
        long request = call(peer, uri("own"), "question");

        Message invocation = peer.expect(68);
        assertThat(invocation.list(4)).containsExactly("question");
        answer(peer, invocation.id(1), "answer");

        peer.expectExactly(50, request, NONE, List.of("answer"));
    }

    @Test
    @Conformance({"RPC-12", "SES-18"})
    void aSessionThatLeavesWhileItCallsItselfLeavesNothing() {
        RawPeer peer = join();
        RawPeer other = join();
        other.send(32, 1, NONE, "wamp.session.on_leave");
        other.expect(33, 1);
        register(peer, uri("own"));
        call(peer, uri("own"));
        invocation(peer);

        peer.close();

        other.expectAmongOthers(36, ANY, ANY, NONE, List.of(peer.session(), ANY, ANY));
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

        caller.expectExactly(50, request, NONE, List.of(1));
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
            assertThat(callee.expect(68).list(4)).containsExactly(i);
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
        caller.expectExactly(50, quick, NONE);
        answer(callee, slowInvocation);
        caller.expectExactly(50, slow, NONE);
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
            caller.expectExactly(50, requests.get(i), NONE, List.of(i));
        }
    }
}
