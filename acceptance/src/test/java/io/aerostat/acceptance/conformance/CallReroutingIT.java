package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code call_reroute}: callees that answer that they are unavailable. */
class CallReroutingIT extends CallCase {
    private static final String UNAVAILABLE = "wamp.error.unavailable";
    private static final String NOBODY = "wamp.error.no_available_callee";

    private final List<RawPeer> callees = new ArrayList<>();

    private void share(int count, String policy) {
        for (int i = 0; i < count; i++) {
            RawPeer callee = join();
            register(callee, Map.of("invoke", policy), uri("work"));
            callees.add(callee);
        }
    }

    @ParameterizedTest
    @CsvSource({"roundrobin, 0 1 2", "first, 0 1 2", "last, 2 1 0"})
    @Conformance({"RRT-1", "RRT-2", "RRT-3"})
    void theNextOneOfThePolicyIsTriedUntilNobodyIsLeft(String policy, String order) {
        share(3, policy);
        RawPeer caller = join();

        long request = call(caller, uri("work"), "payload");

        for (String callee : order.split(" ")) {
            RawPeer next = callees.get(Integer.parseInt(callee));
            long invocation =
                    next.expect(INVOCATION, ANY, ANY, NONE, List.of("payload")).id(1);
            caller.expectNothing();
            fail(next, invocation, UNAVAILABLE);
        }
        expectError(caller, request, NOBODY);
    }

    @Test
    @Conformance({"RRT-1", "RRT-3"})
    void theNextCalleeMayAnswer() {
        share(2, "first");
        RawPeer caller = join();
        long request = call(caller, Map.of("receive_progress", true), uri("work"), "payload");
        fail(callees.get(0), invocation(callees.get(0)), UNAVAILABLE);

        long invocation = callees.get(1)
                .expect(INVOCATION, ANY, ANY, ANY, List.of("payload"))
                .id(1);
        answer(callees.get(1), invocation, "done");

        caller.expectExactly(RESULT, request, NONE, List.of("done"));
        callees.get(0).expectNothing(caller);
    }

    @Test
    @Conformance({"RRT-1", "RRT-2"})
    void atRandomEveryOtherIsTriedOnce() {
        share(2, "random");
        RawPeer caller = join();
        RawPeer one = callees.get(0);
        RawPeer other = callees.get(1);
        register(one, uri("own"));
        long request = call(caller, uri("work"));
        // A second call, to callee {@code one}, shows which callee got the first call: callee {@code one} gets the
        // second call either after the first call, or as its only call.
        call(caller, uri("own"), "own");
        Message message = one.expect(INVOCATION);
        boolean reachedOne = message.size() == 4;

        RawPeer first = reachedOne ? one : other;
        fail(first, reachedOne ? message.id(1) : invocation(other), UNAVAILABLE);
        RawPeer second = reachedOne ? other : one;
        fail(second, second.expect(INVOCATION, ANY, ANY, NONE).id(1), UNAVAILABLE);

        expectError(caller, request, NOBODY);
    }

    @Test
    @Conformance({"RRT-1", "RRT-2"})
    void aSingleCalleeHasNoSubstitute() {
        share(1, "single");
        RawPeer caller = join();
        long request = call(caller, uri("work"));

        fail(callees.get(0), invocation(callees.get(0)), UNAVAILABLE);

        expectError(caller, request, NOBODY);
    }

    @Test
    @Conformance("RRT-3")
    void theTimeoutKeepsRunning() {
        share(2, "first");
        RawPeer caller = join();
        long request = call(caller, Map.of("timeout", 100), uri("work"));

        // On a slow machine, the timeout may have expired already. In this case, the answer comes too late, and the
        // outcome is the same.
        fail(callees.get(0), invocation(callees.get(0)), UNAVAILABLE);

        expectError(caller, request, TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Conformance("RRT-3")
    void aStreamIsTriedElsewhereOnlyUpToItsFirstPart(boolean second) {
        share(2, "first");
        RawPeer caller = join();
        caller.send(CALL, 1, Map.of("progress", true), uri("work"), List.of(1));
        long invocation = invocation(callees.get(0));
        if (second) {
            caller.send(CALL, 1, Map.of("progress", true), uri("work"), List.of(2));
            callees.get(0).expect(INVOCATION, invocation);
        }

        fail(callees.get(0), invocation, UNAVAILABLE);

        if (second) {
            expectError(caller, 1, UNAVAILABLE);
            callees.get(1).expectNothing(caller);
        } else {
            callees.get(1).expect(INVOCATION, ANY, ANY, Map.of("progress", true), List.of(1));
        }
    }

    @Test
    @Conformance("RRT-4")
    void theErrorOfWhoDidNotAnnounceItIsPassedOn() {
        RawPeer plain = join(Hello.everything(REALM).without("callee", "call_reroute"));
        RawPeer caller = join();
        register(plain, Map.of("invoke", "first"), uri("work"));
        share(1, "first");
        long request = call(caller, uri("work"));

        fail(plain, invocation(plain), UNAVAILABLE);

        expectError(caller, request, UNAVAILABLE);
        callees.get(0).expectNothing(caller);
    }
}
