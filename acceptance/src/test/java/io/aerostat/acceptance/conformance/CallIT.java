package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls from one peer to another. */
class CallIT extends ConformanceCase {

    @Test
    @Conformance({"RPC-3", "RPC-4", "ID-6"})
    void payloadGoesToTheCalleeAndBack() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(64, 1, Map.of(), uri("echo"));
        long registration = callee.expect(65, 1).id(2);
        List<Object> args = List.of("text", 23, true, new byte[] {0, 1, (byte) 0xFF});
        Map<String, Object> kwargs = Map.of("nested", Map.of("list", List.of(1, 2)));

        caller.send(48, 7, Map.of(), uri("echo"), args, kwargs);

        long invocation =
                callee.expectExactly(68, ANY, registration, ANY, args, kwargs).id(1);
        callee.send(70, invocation, Map.of(), args, kwargs);
        caller.expectExactly(50, 7, Map.of(), args, kwargs);
    }

    @Test
    @Conformance({"RPC-3"})
    void whatNobodyRegisteredCannotBeCalled() {
        RawPeer caller = join();

        caller.send(48, 1, Map.of(), uri("missing"));

        caller.expect(8, 48, 1, ANY, "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"RPC-5"})
    void errorsOfTheCalleeGoToTheCaller() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(64, 1, Map.of(), uri("fails"));
        callee.expect(65, 1);

        caller.send(48, 1, Map.of(), uri("fails"));

        long invocation = callee.expect(68).id(1);
        callee.send(8, 68, invocation, Map.of(), uri("no_luck"), List.of("why"), Map.of("code", 5));
        caller.expectExactly(8, 48, 1, Map.of(), uri("no_luck"), List.of("why"), Map.of("code", 5));
    }
}
