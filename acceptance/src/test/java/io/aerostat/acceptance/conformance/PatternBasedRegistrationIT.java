package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code pattern_based_registration}: one callee for many procedures. */
@Tag("over-nats")
class PatternBasedRegistrationIT extends CallCase {
    private static final Map<String, Object> PREFIX = Map.of("match", "prefix");
    private static final Map<String, Object> WILDCARD = Map.of("match", "wildcard");

    @Test
    @Conformance({"PBR-1", "PBR-2", "PBR-5", "A-44"})
    void aPrefixIsComparedByCharacters() {
        RawPeer callee = join();
        RawPeer caller = join();
        long registration = register(callee, PREFIX, uri("object1"));

        for (String name : new String[] {"object1", "object1-sub", "object1.x.y", "object123"}) {
            call(caller, uri(name));
            callee.expectExactly(INVOCATION, ANY, registration, Map.of("procedure", uri(name)));
        }
        expectError(caller, call(caller, uri("object")), "wamp.error.no_such_procedure");
        expectError(caller, call(caller, uri("object2")), "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"PBR-1", "PBR-3", "PBR-5"})
    void anEmptyComponentOfAWildcardStandsForAnyOne() {
        RawPeer callee = join();
        RawPeer caller = join();
        long registration = register(callee, WILDCARD, uri("a..c"));

        for (String name : new String[] {"a.b.c", "a.x.c"}) {
            call(caller, uri(name));
            callee.expectExactly(INVOCATION, ANY, registration, Map.of("procedure", uri(name)));
        }
        for (String name : new String[] {"a.c", "a.b.b.c", "a.b.c.d", "b.b.c"}) {
            expectError(caller, call(caller, uri(name)), "wamp.error.no_such_procedure");
        }
    }

    @Test
    @Conformance("PBR-5")
    void anExactProcedureIsNotNamed() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, Map.of("match", "exact"), uri("plain"));

        call(caller, uri("plain"));

        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }

    /** Tests the example in the specification. */
    @Test
    @Conformance({"PBR-4", "PBR-8", "A-42"})
    void theMostSpecificRegistrationServes() {
        RawPeer callee = join();
        RawPeer caller = join();
        long one = register(callee, uri("a1.b2.c3.d4.e55"));
        long two = register(callee, PREFIX, uri("a1.b2.c3"));
        long three = register(callee, PREFIX, uri("a1.b2.c3.d4"));
        long four = register(callee, WILDCARD, uri("a1.b2..d4.e5"));
        long five = register(callee, WILDCARD, uri("a1.b2.c33..e5"));
        long six = register(callee, WILDCARD, uri("a1.b2..d4.e5..g7"));
        long seven = register(callee, WILDCARD, uri("a1.b2..d4..f6.g7"));
        Map<String, Long> expected = Map.of(
                "a1.b2.c3.d4.e55", one,
                "a1.b2.c3.d98.e74", two,
                "a1.b2.c3.d4.e325", three,
                "a1.b2.c55.d4.e5", four,
                "a1.b2.c33.d4.e5", five,
                "a1.b2.c88.d4.e5.f6.g7", six);

        expected.forEach((procedure, registration) -> {
            call(caller, uri(procedure));
            callee.expect(INVOCATION, ANY, registration);
        });

        expectError(caller, call(caller, uri("a2.b2.c2.d2.e2")), "wamp.error.no_such_procedure");
        assertThat(seven).isNotEqualTo(six);
    }

    @Test
    @Conformance("PBR-6")
    void oneUriMayStandOnceUnderEachPolicy() {
        RawPeer callee = join();
        RawPeer other = join();
        long exact = register(callee, uri("same"));
        long prefix = register(callee, PREFIX, uri("same"));
        long wildcard = register(callee, WILDCARD, uri("same"));
        assertThat(Set.of(exact, prefix, wildcard)).hasSize(3);

        other.send(REGISTER, 1, PREFIX, uri("same"));
        other.expect(ERROR, REGISTER, 1, NONE, "wamp.error.procedure_already_exists");
        callee.send(UNREGISTER, 9, exact);
        callee.expect(UNREGISTERED, 9);

        call(other, uri("same"));
        callee.expect(INVOCATION, ANY, prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..c", "a.", ".a"})
    @Conformance({"PBR-7", "URI-6"})
    void aPatternCannotBeCalled(String name) {
        RawPeer caller = join();

        expectError(caller, call(caller, uri(name)), "wamp.error.invalid_uri");
    }

    @Test
    @Conformance({"PBR-8", "RPC-9", "RRT-2"})
    void aCallIsNotHandedDownToAWorseMatch() {
        RawPeer best = join();
        RawPeer worse = join();
        RawPeer caller = join();
        register(best, uri("x.y"));
        register(worse, PREFIX, uri("x"));

        long unavailable = call(caller, uri("x.y"));
        fail(best, invocation(best), "wamp.error.unavailable");
        expectError(caller, unavailable, "wamp.error.no_available_callee");
        long lost = call(caller, uri("x.y"));
        invocation(best);
        best.reset();
        expectError(caller, lost, CANCELED);
        worse.expectNothing(caller);

        long next = call(caller, uri("x.y"));
        answer(
                worse,
                worse.expect(INVOCATION, ANY, ANY, Map.of("procedure", uri("x.y")))
                        .id(1));
        caller.expect(RESULT, next);
    }
}
