package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CANCEL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code shared_registration}: several callees for one procedure. */
@Tag("over-nats")
class SharedRegistrationIT extends CallCase {
    private final List<RawPeer> callees = new ArrayList<>();

    /** Lets {@code count} callees register with this policy, one after another. */
    private List<Long> share(int count, String policy) {
        List<Long> registrations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawPeer callee = join();
            registrations.add(register(callee, Map.of("invoke", policy), uri("shared")));
            callees.add(callee);
        }
        return registrations;
    }

    private void isServedBy(RawPeer caller, int callee) {
        long request = call(caller, uri("shared"));
        answer(callees.get(callee), invocation(callees.get(callee)), callee);
        caller.expectExactly(RESULT, request, NONE, List.of(callee));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roundrobin", "random", "first", "last"})
    @Conformance({"SHR-1", "SHR-4"})
    void allSharersHaveOneRegistration(String policy) {
        List<Long> registrations = share(3, policy);

        assertThat(registrations).containsOnly(registrations.get(0));
    }

    @ParameterizedTest
    @CsvSource({"roundrobin, 0 1 2 0 1 2", "first, 0 0 0", "last, 2 2 2"})
    @Conformance({"SHR-1", "SHR-5"})
    void thePolicyPicksInTheOrderOfRegistration(String policy, String order) {
        share(3, policy);
        RawPeer caller = join();

        for (String callee : order.split(" ")) {
            isServedBy(caller, Integer.parseInt(callee));
        }
    }

    @ParameterizedTest
    @CsvSource({"roundrobin, 2 0 2 0", "first, 0 0", "last, 2 2"})
    @Conformance({"SHR-5", "RPC-2"})
    void aCalleeThatHasUnregisteredGetsNoCalls(String policy, String order) {
        long registration = share(3, policy).get(0);
        RawPeer caller = join();
        isServedBy(caller, policy.equals("last") ? 2 : 0);

        callees.get(1).send(UNREGISTER, 2, registration);
        callees.get(1).expect(UNREGISTERED, 2);

        for (String callee : order.split(" ")) {
            isServedBy(caller, Integer.parseInt(callee));
        }
    }

    @Test
    @Conformance({"SHR-1", "SHR-5"})
    void randomReachesAll() {
        share(3, "random");
        RawPeer caller = join();
        for (RawPeer callee : callees) {
            register(callee, uri("end" + callee.session()));
        }
        int calls = 60;
        for (int i = 0; i < calls; i++) {
            call(caller, uri("shared"), "shared");
        }
        for (RawPeer callee : callees) {
            call(caller, uri("end" + callee.session()), "end");
        }

        int sum = 0;
        for (RawPeer callee : callees) {
            int share = 0;
            while (callee.expect(INVOCATION).list(4).get(0).equals("shared")) {
                share++;
            }
            assertThat(share).isPositive(); // fails by chance once in a million runs
            sum += share;
        }
        assertThat(sum).isEqualTo(calls);
    }

    @Test
    @Conformance({"SHR-2", "SHR-1"})
    void singleIsTheDefaultAndAlone() {
        RawPeer callee = join();
        register(callee, Map.of("invoke", "single"), uri("alone"));

        for (Map<String, Object> options : List.of(NONE, Map.<String, Object>of("invoke", "single"))) {
            long request = callee.nextRequest();
            callee.send(REGISTER, request, options, uri("alone"));
            callee.expect(ERROR, REGISTER, request, NONE, "wamp.error.procedure_already_exists");
        }
    }

    @Test
    @Conformance({"SHR-3", "A-9"})
    void sharersAgreeOnThePolicy() {
        share(1, "roundrobin");
        RawPeer other = join();

        for (String policy : List.of("single", "random", "first", "last")) {
            long request = other.nextRequest();
            other.send(REGISTER, request, Map.of("invoke", policy), uri("shared"));
            Message error = other.expect(
                    ERROR, REGISTER, request, NONE, "wamp.error.procedure_exists_with_different_invocation_policy");
            assertThat(String.valueOf(error.list(5).get(0)))
                    .contains("conflicting invocation policy", "roundrobin", policy);
        }
    }

    @Test
    @Conformance({"SHR-6", "A-10"})
    void aCalleeThatRegistersTwiceIsListedOnce() {
        long registration = share(2, "roundrobin").get(0);
        RawPeer first = callees.get(0);
        RawPeer caller = join();

        assertThat(register(first, Map.of("invoke", "roundrobin"), uri("shared")))
                .isEqualTo(registration);

        isServedBy(caller, 0);
        isServedBy(caller, 1);
        isServedBy(caller, 0);
        isServedBy(caller, 1);
        long request = first.nextRequest();
        first.send(UNREGISTER, request, registration);
        first.expect(UNREGISTERED, request);
        isServedBy(caller, 1);
        isServedBy(caller, 1);
    }

    @Test
    @Conformance("SHR-7")
    void callsBeyondTheConcurrencyWaitForTheirTurn() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, Map.of("invoke", "roundrobin", "concurrency", 1), uri("narrow"));
        long first = call(caller, uri("narrow"), 1);
        long second = call(caller, uri("narrow"), 2);
        long third = call(caller, uri("narrow"), 3);
        long invocation = callee.expect(INVOCATION, ANY, ANY, NONE, List.of(1)).id(1);
        callee.expectNothing(caller);

        answer(callee, invocation);

        caller.expect(RESULT, first);
        invocation = callee.expect(INVOCATION, ANY, ANY, NONE, List.of(2)).id(1);
        callee.expectNothing(caller);
        caller.send(CANCEL, third, NONE);
        expectError(caller, third, CANCELED);
        answer(callee, invocation);
        caller.expect(RESULT, second);
        callee.expectNothing(caller);
    }

    @Test
    @Conformance({"SHR-7", "REV-1"})
    void forceReregisterTakesTheProcedure() {
        RawPeer old = join();
        RawPeer successor = join();
        RawPeer caller = join();
        long before = register(old, uri("mine"));

        long now = register(successor, Map.of("force_reregister", true), uri("mine"));

        assertThat(now).isNotEqualTo(before);
        old.expectExactly(UNREGISTERED, 0, Map.of("registration", before, "reason", "wamp.error.unregistered"));
        long request = call(caller, uri("mine"));
        answer(successor, invocation(successor));
        caller.expect(RESULT, request);
        old.expectNothing(caller);
    }
}
