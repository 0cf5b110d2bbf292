package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests calls from one peer to another. */
@Tag("over-nats")
class CallIT extends ConformanceCase {

    @Test
    @Conformance({"RPC-3", "RPC-4", "ID-6"})
    void payloadGoesToTheCalleeAndBack() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("echo"));
        long registration = callee.expect(REGISTERED, 1).id(2);
        List<Object> args = List.of("text", 23, true, new byte[] {0, 1, (byte) 0xFF});
        Map<String, Object> kwargs = Map.of("nested", Map.of("list", List.of(1, 2)));

        caller.send(CALL, 7, Map.of(), uri("echo"), args, kwargs);

        long invocation = callee.expectExactly(INVOCATION, ANY, registration, ANY, args, kwargs)
                .id(1);
        callee.send(YIELD, invocation, Map.of(), args, kwargs);
        caller.expectExactly(RESULT, 7, Map.of(), args, kwargs);
    }

    @Test
    @Conformance({"RPC-3"})
    void aProcedureWithoutARegistrationCannotBeCalled() {
        RawPeer caller = join();

        caller.send(CALL, 1, Map.of(), uri("missing"));

        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"RPC-5"})
    void errorsOfTheCalleeGoToTheCaller() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("fails"));
        callee.expect(REGISTERED, 1);

        caller.send(CALL, 1, Map.of(), uri("fails"));

        long invocation = callee.expect(INVOCATION).id(1);
        callee.send(ERROR, INVOCATION, invocation, Map.of(), uri("no_luck"), List.of("why"), Map.of("code", 5));
        caller.expectExactly(ERROR, CALL, 1, Map.of(), uri("no_luck"), List.of("why"), Map.of("code", 5));
    }
}
