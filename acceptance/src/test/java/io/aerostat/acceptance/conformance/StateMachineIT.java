package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CANCEL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each message in each state of a session in which the message is not allowed. */
class StateMachineIT extends ConformanceCase {
    private static final Map<String, Object> NONE = Map.of();

    /** Returns the messages of clients, except those that begin or end a session. */
    static Stream<List<Object>> requests() {
        return Stream.of(
                List.of(8, 68, 1, NONE, "com.app.error"),
                List.of(16, 1, NONE, "com.app.topic"),
                List.of(32, 1, NONE, "com.app.topic"),
                List.of(34, 1, 1),
                List.of(48, 1, NONE, "com.app.procedure"),
                List.of(49, 1, NONE),
                List.of(64, 1, NONE, "com.app.procedure"),
                List.of(66, 1, 1),
                List.of(70, 1, NONE));
    }

    /** Returns the messages that only routers send. */
    static Stream<List<Object>> answers() {
        return Stream.of(
                List.of(2, 1, Map.of("roles", Map.of("broker", NONE))),
                List.of(4, "ticket", NONE),
                List.of(17, 1, 1),
                List.of(33, 1, 1),
                List.of(35, 1),
                List.of(36, 1, 1, NONE),
                List.of(50, 1, NONE),
                List.of(65, 1, 1),
                List.of(67, 1),
                List.of(68, 1, 1, NONE),
                List.of(69, 1, NONE));
    }

    static Stream<List<Object>> neitherHelloNorAbort() {
        return Stream.concat(
                Stream.concat(requests(), answers()),
                Stream.of(List.of(5, "signature", NONE), List.of(6, NONE, "wamp.close.normal")));
    }

    @ParameterizedTest
    @MethodSource("neitherHelloNorAbort")
    @Conformance({"SES-1", "SES-22", "PV-2", "PV-11", "A-24"})
    void aSessionBeginsWithHello(List<Object> message) {
        RawPeer peer = connect();

        peer.send(message.toArray());

        peer.expectProtocolViolation();
    }

    @ParameterizedTest
    @MethodSource("answers")
    @Conformance({"PV-11", "SES-22", "A-24"})
    void messagesOfRoutersAreViolationsOfClients(List<Object> message) {
        RawPeer peer = join();

        peer.send(message.toArray());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"SES-20", "PV-1", "SES-22"})
    void aSessionBeginsOnce() {
        RawPeer peer = join();

        peer.send(Hello.everything(REALM).message());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance("SES-22")
    void nothingIsAuthenticatedThatWasNotChallenged() {
        RawPeer peer = join();

        peer.send(AUTHENTICATE, "signature", Map.of());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"PV-4", "A-24"})
    void onlyInvocationsAreAnsweredByErrors() {
        for (int request : List.of(16, 32, 34, 48, 49, 64, 66)) {
            RawPeer peer = join();
            peer.send(ERROR, request, 1, Map.of(), "com.app.error");
            peer.expectProtocolViolation();
        }
    }

    @Test
    @Conformance({"PV-5", "A-12"})
    void anAnswerWithoutAnInvocationIsAViolation() {
        RawPeer yielding = join();
        yielding.send(YIELD, 999, Map.of());
        yielding.expectProtocolViolation();
        RawPeer failing = join();
        failing.send(ERROR, INVOCATION, 999, Map.of(), "com.app.error");
        failing.expectProtocolViolation();
    }

    @Test
    @Conformance({"PV-5", "A-12", "P2"})
    void aLateAnswerIsNoViolation() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "call_canceling"));
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("slow"));
        callee.expect(REGISTERED, 1);
        caller.send(CALL, 1, Map.of(), uri("slow"));
        long invocation = callee.expect(INVOCATION).id(1);
        caller.send(CANCEL, 1, Map.of("mode", "skip"));
        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.canceled");

        callee.send(YIELD, invocation, Map.of());
        callee.send(YIELD, invocation, Map.of());
        callee.send(ERROR, INVOCATION, invocation, Map.of(), "com.app.error");

        caller.expectNothing(callee);
    }

    @Test
    @Conformance({"SES-18", "PV-1", "A-24"})
    void aViolationEndsWhatTheSessionHad() {
        RawPeer callee = join();
        callee.send(REGISTER, 1, Map.of(), uri("procedure"));
        callee.expect(REGISTERED, 1);
        RawPeer caller = join();
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        callee.expect(INVOCATION);

        callee.send(Hello.everything(REALM).message());

        callee.expectProtocolViolation();
        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.canceled");
        caller.send(CALL, 2, Map.of(), uri("procedure"));
        caller.expect(ERROR, CALL, 2, ANY, "wamp.error.no_such_procedure");
    }
}
