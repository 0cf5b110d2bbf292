package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Procedures come and go. */
class RegistrationIT extends CallCase {

    @Test
    @Conformance({"RPC-1", "SHR-2"})
    void aProcedureIsRegisteredOnce() {
        RawPeer callee = join();
        RawPeer other = join();
        register(callee, uri("taken"));

        other.send(64, 1, NONE, uri("taken"));
        callee.send(64, 7, NONE, uri("taken"));

        other.expect(8, 64, 1, NONE, "wamp.error.procedure_already_exists");
        callee.expect(8, 64, 7, NONE, "wamp.error.procedure_already_exists");
    }

    @Test
    @Conformance("RPC-2")
    void onlyTheHolderUnregistersAndOnlyOnce() {
        RawPeer callee = join();
        RawPeer other = join();
        long registration = register(callee, uri("mine"));
        other.send(66, 1, registration);
        other.expect(8, 66, 1, NONE, "wamp.error.no_such_registration");
        other.send(66, 2, 9007199254740992L);
        other.expect(8, 66, 2, NONE, "wamp.error.no_such_registration");

        callee.send(66, 2, registration);
        callee.expectExactly(67, 2);

        callee.send(66, 3, registration);
        callee.expect(8, 66, 3, NONE, "wamp.error.no_such_registration");
        expectError(other, call(other, uri("mine")), "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"RPC-13", "A-5"})
    void invocationsUnderWaySurviveTheEndOfTheRegistration() {
        RawPeer callee = join();
        RawPeer successor = join();
        RawPeer caller = join();
        long registration = register(callee, uri("work"));
        long early = call(caller, uri("work"));
        long invocation = invocation(callee);

        callee.send(66, 2, registration);
        callee.expectExactly(67, 2);
        register(successor, uri("work"));
        long late = call(caller, uri("work"));

        answer(successor, invocation(successor), "new");
        caller.expectExactly(50, late, NONE, List.of("new"));
        answer(callee, invocation, "old");
        caller.expectExactly(50, early, NONE, List.of("old"));
        callee.expectNothing(caller, successor);
    }

    @Test
    @Conformance("SES-18")
    void theProceduresOfALostSessionAreFree() {
        RawPeer callee = join();
        RawPeer successor = join();
        long registration = register(callee, uri("inherited"));
        successor.send(32, 1, NONE, "wamp.registration.on_delete");
        successor.expect(33, 1);

        callee.reset();

        successor.expectAmongOthers(36, ANY, ANY, NONE, List.of(callee.session(), registration));
        register(successor, uri("inherited"));
    }

    @Test
    @Conformance({"ORD-4", "P1", "ORD-3"})
    void registeredComesBeforeTheFirstInvocation() {
        RawPeer callee = join();
        RawPeer caller = join();
        Set<Long> unanswered = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            unanswered.add(call(caller, uri("rush"), i));
        }
        callee.send(64, 1, NONE, uri("rush"));
        for (int i = 10; i < 20; i++) {
            unanswered.add(call(caller, uri("rush"), i));
        }

        callee.expect(65, 1);
        unanswered.add(call(caller, uri("rush"), 20));

        // Calls that came too early failed; from some point on all are invoked, in their order.
        long last = -1;
        while (last < 20) {
            Message invocation = callee.expect(68);
            long number = (long) invocation.list(4).get(0);
            assertThat(number).isGreaterThan(last);
            assertThat(last)
                    .satisfiesAnyOf(
                            one -> assertThat(one).isEqualTo(-1),
                            one -> assertThat(one).isEqualTo(number - 1));
            last = number;
            answer(callee, invocation.id(1));
        }
        while (!unanswered.isEmpty()) {
            Message answer = caller.receive();
            long request = answer.type() == 50 ? answer.id(1) : answer.id(2);
            assertThat(unanswered.remove(request)).as(answer.toString()).isTrue();
        }
        caller.expectNothing(callee);
    }
}
