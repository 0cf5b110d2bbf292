package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests registering and unregistering procedures. */
class RegistrationIT extends CallCase {

    @Test
    @Conformance({"RPC-1", "SHR-2"})
    void aProcedureIsRegisteredOnce() {
        RawPeer callee = join();
        RawPeer other = join();
        register(callee, uri("taken"));

        other.send(REGISTER, 1, NONE, uri("taken"));
        callee.send(REGISTER, 7, NONE, uri("taken"));

        other.expect(ERROR, REGISTER, 1, NONE, "wamp.error.procedure_already_exists");
        callee.expect(ERROR, REGISTER, 7, NONE, "wamp.error.procedure_already_exists");
    }

    @Test
    @Conformance("RPC-2")
    void onlyTheHolderUnregistersAndOnlyOnce() {
        RawPeer callee = join();
        RawPeer other = join();
        long registration = register(callee, uri("mine"));
        other.send(UNREGISTER, 1, registration);
        other.expect(ERROR, UNREGISTER, 1, NONE, "wamp.error.no_such_registration");
        other.send(UNREGISTER, 2, 9007199254740992L);
        other.expect(ERROR, UNREGISTER, 2, NONE, "wamp.error.no_such_registration");

        callee.send(UNREGISTER, 2, registration);
        callee.expectExactly(UNREGISTERED, 2);

        callee.send(UNREGISTER, 3, registration);
        callee.expect(ERROR, UNREGISTER, 3, NONE, "wamp.error.no_such_registration");
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

        callee.send(UNREGISTER, 2, registration);
        callee.expectExactly(UNREGISTERED, 2);
        register(successor, uri("work"));
        long late = call(caller, uri("work"));

        answer(successor, invocation(successor), "new");
        caller.expectExactly(RESULT, late, NONE, List.of("new"));
        answer(callee, invocation, "old");
        caller.expectExactly(RESULT, early, NONE, List.of("old"));
        callee.expectNothing(caller, successor);
    }

    @Test
    @Conformance("SES-18")
    void theProceduresOfALostSessionAreFree() {
        RawPeer callee = join();
        RawPeer successor = join();
        long registration = register(callee, uri("inherited"));
        successor.send(SUBSCRIBE, 1, NONE, "wamp.registration.on_delete");
        successor.expect(SUBSCRIBED, 1);

        callee.reset();

        successor.expectAmongOthers(EVENT, ANY, ANY, NONE, List.of(callee.session(), registration));
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
        callee.send(REGISTER, 1, NONE, uri("rush"));
        for (int i = 10; i < 20; i++) {
            unanswered.add(call(caller, uri("rush"), i));
        }

        callee.expect(REGISTERED, 1);
        unanswered.add(call(caller, uri("rush"), 20));

        // Calls before the registration fail. All calls after it are invoked, in order.
        long last = -1;
        while (last < 20) {
            Message invocation = callee.expect(INVOCATION);
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
            long request = answer.type() == RESULT ? answer.id(1) : answer.id(2);
            assertThat(unanswered.remove(request)).as(answer.toString()).isTrue();
        }
        caller.expectNothing(callee);
    }
}
