package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code call_timeout}: calls that end by a timeout. */
class CallTimeoutIT extends CallCase {
    /** A realm in which calls time out after 40 ms by default, and after 80 ms at most. */
    private static final String TIMED = "conformance.timed";

    /** A realm in which the router leaves timeouts to all callees that support them. */
    private static final String FORWARDING = "conformance.forwarding";

    private static final Map<String, Object> SOON = Map.of("timeout", 30);

    @Test
    @Conformance({"TMO-1", "TMO-2", "TMO-7", "CAN-12", "A-19", "P1"})
    void aCallThatTakesTooLongFailsAndItsCalleeIsInterrupted() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("slow"));

        long request = call(caller, SOON, uri("slow"));

        long invocation = callee.expectExactly(INVOCATION, ANY, ANY, NONE).id(1);
        expectError(caller, request, TIMEOUT);
        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "killnowait", "reason", TIMEOUT));
        answer(callee, invocation, "too late");
        caller.expectNothing(callee);
    }

    @Test
    @Conformance({"TMO-2", "TMO-7"})
    void aCalleeThatCannotBeInterruptedIsSkipped() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "call_canceling", "call_timeout"));
        RawPeer caller = join();
        register(callee, uri("slow"));

        long request = call(caller, SOON, uri("slow"));

        long invocation = invocation(callee);
        expectError(caller, request, TIMEOUT);
        fail(callee, invocation, "com.app.too_late");
        callee.expectNothing();
        caller.expectNothing();
    }

    @Test
    @Conformance({"TMO-1", "TMO-7"})
    void zeroIsNoTimeoutAndAnAnswerInTimeIsOne() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("work"));
        long untimed = call(caller, Map.of("timeout", 0), uri("work"));
        long invocation = invocation(callee);
        long timed = call(caller, Map.of("timeout", 3_600_000), uri("work"));
        answer(callee, invocation(callee));
        caller.expectExactly(RESULT, timed, NONE);

        pass(40);
        answer(callee, invocation);

        caller.expectExactly(RESULT, untimed, NONE);
        callee.expectNothing();
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    @Conformance("TMO-3")
    void aCalleeThatWantsToKeepsTheTimeoutItself(boolean announced, boolean wanted, boolean forwarded) {
        Hello hello = Hello.everything(REALM);
        RawPeer callee = join(announced ? hello : hello.without("callee", "call_timeout"));
        RawPeer caller = join();
        register(callee, wanted ? Map.of("forward_timeout", true) : NONE, uri("slow"));

        long request = call(caller, SOON, uri("slow"));

        long invocation = callee.expectExactly(INVOCATION, ANY, ANY, forwarded ? SOON : NONE)
                .id(1);
        if (forwarded) {
            pass(60);
            fail(callee, invocation, TIMEOUT);
        }
        expectError(caller, request, TIMEOUT);
    }

    @Test
    @Conformance("TMO-4")
    void aRealmCanForwardAllTimeoutsToCalleesThatSupportThem() {
        RawPeer able = join(Hello.everything(FORWARDING));
        RawPeer unable = join(Hello.everything(FORWARDING).without("callee", "call_timeout"));
        RawPeer caller = join(Hello.everything(FORWARDING));
        register(able, uri("able"));
        register(unable, uri("unable"));

        long kept = call(caller, SOON, uri("able"));
        long invocation = able.expectExactly(INVOCATION, ANY, ANY, SOON).id(1);
        pass(60);
        answer(able, invocation, "late, but that is its own affair");
        caller.expect(RESULT, kept);

        long timed = call(caller, SOON, uri("unable"));
        unable.expectExactly(INVOCATION, ANY, ANY, NONE);
        expectError(caller, timed, TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600_000})
    @Conformance("TMO-9")
    void aRealmMayHaveADefaultAndAMaximum(long asked) {
        RawPeer callee = join(Hello.everything(TIMED));
        RawPeer caller = join(Hello.everything(TIMED));
        register(callee, uri("slow"));

        long request = call(caller, asked == 0 ? NONE : Map.of("timeout", asked), uri("slow"));

        expectError(caller, request, TIMEOUT);
    }

    /**
     * The whole call takes longer than its timeout, but each of its parts is shorter. On a slow machine, a part can
     * take longer too; in this case, the test tries again with a doubled timeout. If the timeout did not restart with
     * each result, no attempt would succeed.
     */
    @Test
    @Conformance({"PCR-8", "TMO-8", "A-20"})
    void theClockStartsAnewWithEachResult() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long timeout = 80;
        while (!isAnsweredThoughItTakesLonger(caller, callee, timeout)) {
            timeout *= 2;
            if (timeout > 10_000) {
                throw new AssertionError("a call whose parts come in time is answered with a timeout");
            }
        }
    }

    private boolean isAnsweredThoughItTakesLonger(RawPeer caller, RawPeer callee, long timeout) {
        long request = call(caller, Map.of("receive_progress", true, "timeout", timeout), uri("many"));
        long invocation = callee.expectAmongOthers(INVOCATION).id(1);
        for (int i = 0; i < 4; i++) {
            pass(timeout / 3);
            progress(callee, invocation, i);
        }
        answer(callee, invocation, "end");
        Message answer = caller.receive();
        while (answer.type() == RESULT && !answer.dict(2).isEmpty()) {
            answer = caller.receive();
        }
        return answer.type() == RESULT
                && answer.id(1) == request
                && answer.list(3).equals(List.of("end"));
    }

    @Test
    @Conformance("TMO-8")
    void aCallThatIsSilentBetweenItsResultsTimesOut() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, Map.of("receive_progress", true, "timeout", 100), uri("many"));
        long invocation = invocation(callee);

        // On a slow machine, this result may come too late, and is then dropped.
        progress(callee, invocation, 1);

        Message answer = caller.expectAmongOthers(ERROR, CALL, request);
        assertThat(answer.text(4)).isEqualTo(TIMEOUT);
        callee.expect(INTERRUPT, invocation);
    }
}
