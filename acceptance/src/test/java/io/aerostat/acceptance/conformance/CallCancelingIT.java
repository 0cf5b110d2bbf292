package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CANCEL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code call_canceling}: callers cancel their calls. */
@Tag("over-nats")
class CallCancelingIT extends CallCase {
    private RawPeer callee;
    private RawPeer caller;
    private long request;
    private long invocation;

    @BeforeEach
    void aCallIsUnderWay() {
        callee = join();
        caller = join();
        register(callee, uri("slow"));
        request = call(caller, uri("slow"));
        invocation = invocation(callee);
    }

    private void cancel(String mode) {
        caller.send(CANCEL, request, Map.of("mode", mode));
    }

    @Test
    @Conformance({"CAN-1", "CAN-2", "CAN-6"})
    void skipAnswersAtOnceAndLetsTheCalleeWork() {
        cancel("skip");

        Message error = expectError(caller, request, CANCELED);
        assertThat(error.id(1)).isEqualTo(48);
        callee.expectNothing(caller);
        answer(callee, invocation, "too late");
        caller.expectNothing(callee);
    }

    @Test
    @Conformance({"CAN-1", "CAN-4", "CAN-6", "A-18"})
    void killnowaitAnswersAtOnceAndInterrupts() {
        cancel("killnowait");

        expectError(caller, request, CANCELED);
        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "killnowait"));
        fail(callee, invocation, CANCELED);
        caller.expectNothing(callee);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Conformance({"CAN-1", "CAN-3", "A-8", "A-18"})
    void killWaitsForTheCalleeAndForwardsItsAnswer(boolean withError) {
        cancel("kill");

        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "kill"));
        caller.expectNothing(callee);
        if (withError) {
            callee.send(ERROR, INVOCATION, invocation, NONE, CANCELED, List.of("stopped"), Map.of("done", 3));
            caller.expectExactly(ERROR, CALL, request, NONE, CANCELED, List.of("stopped"), Map.of("done", 3));
        } else {
            answer(callee, invocation, "finished all the same");
            caller.expectExactly(RESULT, request, NONE, List.of("finished all the same"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "kill", "killnowait"})
    @Conformance({"CAN-5", "CAN-6", "A-6"})
    void towardsACalleeThatDoesNotKnowItEveryModeIsSkip(String mode) {
        RawPeer simple = join(Hello.everything(REALM).without("callee", "call_canceling"));
        register(simple, uri("simple"));
        request = call(caller, uri("simple"));
        invocation = invocation(simple);

        cancel(mode);

        expectError(caller, request, CANCELED);
        simple.expectNothing(caller);
        answer(simple, invocation, "too late");
        caller.expectNothing(simple);
    }

    @Test
    @Conformance({"CAN-7", "A-7"})
    void withoutAModeItIsKillnowait() {
        caller.send(CANCEL, request, NONE);

        expectError(caller, request, CANCELED);
        callee.expectExactly(INTERRUPT, invocation, Map.of("mode", "killnowait"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "kill", "killnowait"})
    @Conformance({"CAN-9", "A-7"})
    void aCancelOfNothingIsIgnored(String mode) {
        caller.send(CANCEL, 4711, Map.of("mode", mode));
        caller.expectNothing();

        answer(callee, invocation);
        caller.expect(RESULT, request);
        cancel(mode);
        caller.expectNothing();
        callee.expectNothing();
    }

    @Test
    @Conformance({"CAN-9", "P1"})
    void aCancelThatMeetsTheResultGivesOneAnswer() {
        answer(callee, invocation);
        cancel("killnowait");

        Message answer = caller.receive();

        assertThat(answer.type()).isIn(50, 8);
        caller.expectNothing(callee);
    }

    @Test
    @Conformance("CAN-10")
    void aSecondCancelIsIgnored() {
        cancel("kill");
        cancel("kill");

        callee.expect(INTERRUPT, invocation, Map.of("mode", "kill"));
        callee.expectNothing(caller);
        answer(callee, invocation);
        caller.expectExactly(RESULT, request, NONE);
        cancel("killnowait");
        caller.expectNothing();
    }

    @Test
    @Conformance("CAN-10")
    void whoWaitsForAKilledCallMayStopToWait() {
        cancel("kill");
        callee.expect(INTERRUPT, invocation, Map.of("mode", "kill"));

        cancel("killnowait");

        expectError(caller, request, CANCELED);
        answer(callee, invocation, "too late");
        callee.expectNothing();
        caller.expectNothing();
    }

    @Test
    @Conformance({"CAN-3", "RPC-9", "P1"})
    void aKilledCallEndsWhenItsCalleeIsLost() {
        cancel("kill");
        callee.expect(INTERRUPT, invocation);

        callee.reset();

        expectError(caller, request, CANCELED);
    }
}
