package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CHALLENGE;
import static io.aerostat.testkit.MessageType.ERROR;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests authenticators and authorizers that do not answer. The tests run over one wire only, because each test waits
 * for a deadline.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("wires")
class SlowAuthorityIT extends WireCase {

    static List<Wire> wires() {
        return List.of(new Wire(Transport.WEBSOCKET, Encoding.JSON));
    }

    @Test
    @Conformance({"DYN-1", "AUT-5", "P10"})
    void anAuthenticatorThatHangsIsNotWaitedForForEver() {
        RawPeer peer = connectTo("dynamic");
        peer.send(Hello.everything(REALM)
                .detail("authmethods", List.of("ticket"))
                .detail("authid", "hangs")
                .message());
        peer.expect(CHALLENGE, "ticket");
        peer.send(AUTHENTICATE, "sesame", Map.of()).expectAbort("wamp.error.authentication_failed");
    }

    @Test
    @Conformance({"SES-23", "CRA-5", "AUT-11"})
    void aChallengeExpires() {
        RawPeer peer = connectTo("static");
        peer.send(Hello.everything(REALM)
                .detail("authmethods", List.of("wampcra"))
                .detail("authid", "joe")
                .message());
        peer.expect(CHALLENGE, "wampcra");
        peer.expectAbort("wamp.error.authentication_failed");
    }

    @Test
    @Conformance({"AZN-3", "AZN-7"})
    void anAuthorizerThatHangsRefuses() {
        RawPeer peer = joinAs("eve", "asked");
        peer.send(CALL, 1, Map.of(), uri("hangs"));
        peer.expect(ERROR, CALL, 1, Map.of(), "wamp.error.authorization_failed");
    }
}
