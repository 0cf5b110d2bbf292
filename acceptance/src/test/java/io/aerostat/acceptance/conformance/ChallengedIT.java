package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CHALLENGE;
import static io.aerostat.testkit.MessageType.WELCOME;
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

/** Tests the state of a session between CHALLENGE and AUTHENTICATE. */
class ChallengedIT extends RemoteConformanceCase {

    static Stream<List<Object>> notAuthenticate() {
        return Stream.concat(
                StateMachineIT.neitherHelloNorAbort()
                        .filter(message -> !message.get(0).equals(5)),
                Stream.of(List.of(Hello.everything("conformance").message())));
    }

    private RawPeer challenged() {
        RawPeer peer = connect();
        peer.send(Hello.everything(REALM)
                .detail("authmethods", List.of("ticket"))
                .detail("authid", "somebody")
                .message());
        peer.expect(CHALLENGE, "ticket");
        return peer;
    }

    @ParameterizedTest
    @MethodSource("notAuthenticate")
    @Conformance({"SES-22", "PV-1", "PV-2", "PV-11"})
    void nothingButAuthenticateAnswers(List<Object> message) {
        RawPeer peer = challenged();

        peer.send(message.toArray());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"SES-12", "SES-11"})
    void aClientMayGiveUp() {
        RawPeer peer = challenged();

        peer.send(ABORT, Map.of("message", "not with me"), "com.app.no");

        peer.expectClosed();
    }

    @Test
    @Conformance({"SES-25", "AUT-5"})
    void aRoleThatTheRealmLacksIsRefused() {
        RawPeer peer = challenged();

        peer.send(AUTHENTICATE, "no_such_role_here", Map.of());

        peer.expectAbort("wamp.error.no_such_role");
    }

    @Test
    @Conformance({"AUT-11", "SES-22"})
    void aChallengeIsAnsweredOnce() {
        RawPeer peer = challenged();
        peer.send(AUTHENTICATE, "user", Map.of());
        peer.expect(WELCOME, ANY);

        peer.send(AUTHENTICATE, "user", Map.of());

        peer.expectProtocolViolation();
    }
}
