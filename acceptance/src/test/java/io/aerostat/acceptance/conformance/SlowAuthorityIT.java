package io.aerostat.acceptance.conformance;

import io.aerostat.conformance.Conformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Authenticators and authorizers that do not answer; over one wire, as each test waits for a deadline. */
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
        peer.expect(4, "ticket");
        peer.send(5, "sesame", Map.of()).expectAbort("wamp.error.authentication_failed");
    }

    @Test
    @Conformance({"SES-23", "CRA-5", "AUT-11"})
    void aChallengeExpires() {
        RawPeer peer = connectTo("static");
        peer.send(Hello.everything(REALM)
                .detail("authmethods", List.of("wampcra"))
                .detail("authid", "joe")
                .message());
        peer.expect(4, "wampcra");
        peer.expectAbort("wamp.error.authentication_failed");
    }

    @Test
    @Conformance({"AZN-3", "AZN-7"})
    void anAuthorizerThatHangsRefuses() {
        RawPeer peer = joinAs("eve", "asked");
        peer.send(48, 1, Map.of(), uri("hangs"));
        peer.expect(8, 48, 1, Map.of(), "wamp.error.authorization_failed");
    }
}
