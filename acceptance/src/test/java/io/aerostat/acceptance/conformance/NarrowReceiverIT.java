package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.RawSocketConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests peers that announce a small message size in the RawSocket handshake. The router must not send them a longer
 * message, and the sender of that message gets an error.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("rawSockets")
class NarrowReceiverIT extends WireCase {
    /** The code of 4 KiB in the handshake, a size into which a WELCOME fits. */
    private static final int LENGTH = 3;

    private static final String TOO_LONG = "x".repeat(5_000);

    static Stream<Wire> rawSockets() {
        return Arrays.stream(Encoding.values()).map(encoding -> new Wire(Transport.RAWSOCKET, encoding));
    }

    private RawPeer joinNarrow() {
        return RawPeer.connect(
                        wire,
                        wire.encoding(),
                        () -> RawSocketConnection.open(
                                ByteStream.tcp(peers.router().process().port("rawsocket")), wire.encoding(), LENGTH))
                .join(Hello.everything(REALM));
    }

    @Test
    @Conformance({"RPC-11", "P21"})
    void aCallThatIsTooLongForItsCalleeFails() {
        try (RawPeer callee = joinNarrow()) {
            RawPeer caller = join();
            CallCase.register(callee, uri("narrow"));

            CallCase.expectError(
                    caller, CallCase.call(caller, uri("narrow"), TOO_LONG), "wamp.error.payload_size_exceeded");

            long request = CallCase.call(caller, uri("narrow"), "short");
            CallCase.answer(
                    callee,
                    callee.expect(INVOCATION, ANY, ANY, ANY, List.of("short")).id(1));
            caller.expect(RESULT, request);
        }
    }

    @Test
    @Conformance({"RPC-11", "P21"})
    void aResultThatIsTooLongForItsCallerFails() {
        try (RawPeer caller = joinNarrow()) {
            RawPeer callee = join();
            CallCase.register(callee, uri("wide"));
            long request = CallCase.call(caller, uri("wide"));
            CallCase.answer(callee, CallCase.invocation(callee), TOO_LONG);

            CallCase.expectError(caller, request, "wamp.error.payload_size_exceeded");

            long next = CallCase.call(caller, Map.of("receive_progress", true), uri("wide"));
            long invocation = CallCase.invocation(callee);
            CallCase.progress(callee, invocation, TOO_LONG);
            CallCase.expectError(caller, next, "wamp.error.payload_size_exceeded");
            callee.expect(INTERRUPT, invocation);
        }
    }
}
