package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.YIELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code progressive_call_results}: calls with several results. */
@Tag("over-nats")
class ProgressiveCallResultsIT extends CallCase {
    private static final Map<String, Object> RECEIVE = Map.of("receive_progress", true);
    private static final Map<String, Object> PROGRESS = Map.of("progress", true);

    @ParameterizedTest
    @CsvSource({
        // whether the callee announces progressive results and canceling, the caller requests progress, and the router
        // passes this request to the callee
        "true, true, true, true",
        "true, true, false, false",
        "true, false, true, false",
        "false, true, true, false",
        "false, false, true, false"
    })
    @Conformance({"PCR-1", "PCR-2", "A-22"})
    void onlyACalleeThatKnowsItIsAskedForProgress(boolean results, boolean canceling, boolean wanted, boolean asked) {
        Hello hello = Hello.everything(REALM);
        if (!results) {
            hello = hello.without("callee", "progressive_call_results");
        }
        if (!canceling) {
            // Canceling is removed from both roles, because a feature counts even if it is announced only as a caller.
            hello = hello.without("callee", "call_canceling").without("caller", "call_canceling");
        }
        RawPeer callee = join(hello);
        RawPeer caller = join();
        long registration = register(callee, uri("many"));

        long request = call(caller, wanted ? RECEIVE : NONE, uri("many"));

        long invocation = callee.expectExactly(INVOCATION, RawPeer.ANY, registration, asked ? RECEIVE : NONE)
                .id(1);
        answer(callee, invocation, "a plain result will do"); // PCR-5
        caller.expectExactly(RESULT, request, NONE, List.of("a plain result will do"));
    }

    @Test
    @Conformance("PCR-2")
    void aCalleeThatAnnouncesCancelingAsCallerOnlyIsAskedToo() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "call_canceling"));
        RawPeer caller = join();
        long registration = register(callee, uri("many"));

        call(caller, RECEIVE, uri("many"));

        callee.expectExactly(INVOCATION, RawPeer.ANY, registration, RECEIVE);
    }

    @Test
    @Conformance({"PCR-3", "PCR-4", "ORD-6"})
    void resultsComeAtOnceWhateverTheirShape() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, RECEIVE, uri("many"));
        long invocation = invocation(callee);

        callee.send(YIELD, invocation, PROGRESS, List.of(1));
        caller.expectExactly(RESULT, request, PROGRESS, List.of(1));
        callee.send(YIELD, invocation, PROGRESS);
        caller.expectExactly(RESULT, request, PROGRESS);
        callee.send(YIELD, invocation, PROGRESS, List.of(), Map.of("done", 60));
        caller.expectExactly(RESULT, request, PROGRESS, List.of(), Map.of("done", 60));
        callee.send(YIELD, invocation, NONE);
        caller.expectExactly(RESULT, request, NONE);

        callee.send(YIELD, invocation, PROGRESS, List.of("after the end"));
        caller.expectNothing(callee);
    }

    @Test
    @Conformance({"PCR-4", "A-17"})
    void anErrorMayEndIt() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, RECEIVE, uri("many"));
        long invocation = invocation(callee);
        progress(callee, invocation, 1);

        callee.send(ERROR, INVOCATION, invocation, NONE, "com.app.broken", List.of("half way"));

        caller.expect(RESULT, request, PROGRESS);
        caller.expectExactly(ERROR, CALL, request, NONE, "com.app.broken", List.of("half way"));
    }

    @Test
    @Conformance({"PCR-6", "A-21"})
    void unrequestedProgressIsDroppedAndTheCallGoesOn() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, uri("many"));
        long invocation = invocation(callee);

        progress(callee, invocation, "unwanted");
        answer(callee, invocation, "wanted");

        caller.expectExactly(RESULT, request, NONE, List.of("wanted"));
    }

    @Test
    @Conformance({"PCR-3", "A-23"})
    void progressFalseIsTheEnd() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, Map.of("receive_progress", true, "progress", false), uri("many"));
        Message invocation = callee.expect(INVOCATION);
        assertThat(invocation.dict(3)).isEqualTo(RECEIVE);

        callee.send(YIELD, invocation.id(1), Map.of("progress", false), List.of("end"));

        caller.expectExactly(RESULT, request, NONE, List.of("end"));
    }

    @Test
    @Conformance({"PCR-7", "A-15", "RPC-9"})
    void aCalleeThatIsLostFailsTheCallAfterItsResults() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, RECEIVE, uri("many"));
        long invocation = invocation(callee);
        progress(callee, invocation, 1);
        progress(callee, invocation, 2);
        callee.roundTrip();

        callee.reset();

        caller.expectExactly(RESULT, request, PROGRESS, List.of(1));
        caller.expectExactly(RESULT, request, PROGRESS, List.of(2));
        expectError(caller, request, CANCELED);
        caller.expectNothing();
    }

    @Test
    @Conformance({"ORD-6", "P22"})
    void resultsKeepTheirOrder() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("many"));
        long request = call(caller, RECEIVE, uri("many"));
        long invocation = invocation(callee);

        for (int i = 0; i < 50; i++) {
            progress(callee, invocation, i);
        }
        answer(callee, invocation, "end");

        for (long i = 0; i < 50; i++) {
            caller.expectExactly(RESULT, request, PROGRESS, List.of(i));
        }
        caller.expectExactly(RESULT, request, NONE, List.of("end"));
    }
}
