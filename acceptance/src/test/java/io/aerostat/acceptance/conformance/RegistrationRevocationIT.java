package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests {@code registration_revocation}: registrations that the router revokes. */
@Tag("over-nats")
class RegistrationRevocationIT extends CallCase {
    private static final String REMOVE = "wamp.registration.remove_callee";

    @Test
    @Conformance({"REV-1", "REV-4", "A-34"})
    void aCalleeThatAnnouncedTheFeatureIsNotified() {
        RawPeer callee = join();
        RawPeer operator = join();
        long registration = register(callee, uri("work"));

        long request = call(operator, REMOVE, registration, callee.session(), "com.app.maintenance");

        operator.expectExactly(RESULT, request, NONE);
        callee.expectExactly(UNREGISTERED, 0, Map.of("registration", registration, "reason", "com.app.maintenance"));
        expectError(operator, call(operator, uri("work")), "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"REV-1", "A-34"})
    void anotherIsRevokedSilently() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "registration_revocation"));
        RawPeer operator = join();
        long registration = register(callee, uri("work"));

        long request = call(operator, REMOVE, registration, callee.session());

        operator.expect(RESULT, request);
        callee.expectNothing(operator);
        expectError(operator, call(operator, uri("work")), "wamp.error.no_such_procedure");
        callee.send(UNREGISTER, 9, registration);
        callee.expect(ERROR, UNREGISTER, 9, NONE, "wamp.error.no_such_registration");
    }

    @Test
    @Conformance({"REV-2", "RM-2"})
    void theMetaEventsTellOfIt() {
        RawPeer callee = join();
        RawPeer observer = join();
        long registration = register(callee, uri("work"));
        observer.send(SUBSCRIBE, 1, NONE, "wamp.registration.on_unregister");
        long unregister = observer.expect(SUBSCRIBED, 1).id(2);
        observer.send(SUBSCRIBE, 2, NONE, "wamp.registration.on_delete");
        long delete = observer.expect(SUBSCRIBED, 2).id(2);

        call(join(), REMOVE, registration, callee.session());

        List<Object> about = List.of(callee.session(), registration);
        observer.expectAmongOthers(EVENT, unregister, ANY, NONE, about);
        observer.expectAmongOthers(EVENT, delete, ANY, NONE, about);
    }

    @Test
    @Conformance({"A-5", "RPC-13"})
    void invocationsUnderWayRunToTheirEnd() {
        RawPeer callee = join();
        RawPeer caller = join();
        long registration = register(callee, uri("work"));
        long request = call(caller, uri("work"));
        long invocation = invocation(callee);

        call(join(), REMOVE, registration, callee.session());

        callee.expectExactly(UNREGISTERED, 0, Map.of("registration", registration));
        answer(callee, invocation, "done");
        caller.expectExactly(RESULT, request, NONE, List.of("done"));
    }

    @Test
    @Conformance("REV-4")
    void onlyACalleeOfAKnownRegistrationCanBeRemovedAndOnlyByWhomThatIsAllowed() {
        RawPeer callee = join();
        RawPeer operator = join();
        RawPeer user = joinAs("user", "user");
        long registration = register(callee, uri("work"));

        expectError(operator, call(operator, REMOVE, registration, operator.session()), "wamp.error.no_such_session");
        expectError(
                operator,
                call(operator, REMOVE, 9007199254740992L, callee.session()),
                "wamp.error.no_such_registration");
        expectError(user, call(user, REMOVE, registration, callee.session()), "wamp.error.not_authorized");
        callee.expectNothing(operator, user);
    }
}
