package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests requests that a procedure authorizes: the {@link Authority} in the router's process (AZN-7;
 * docs/reference/crossbar.md#authorizers).
 */
class DynamicAuthorizationIT extends RemoteConformanceCase {
    private static final String ALLOWED = "wamp.error.no_such_procedure";
    private static final String PURGE = "wamp.authorization.purge";

    @Test
    @Conformance({"AZN-7", "AZN-2"})
    void aBoolIsAnAnswer() {
        RawPeer peer = joinAs("eve", "asked");
        peer.send(CALL, 1, Map.of(), uri("yes"));
        peer.expect(ERROR, CALL, 1, ANY, ALLOWED);
        peer.send(CALL, 2, Map.of(), uri("no"));
        peer.expect(ERROR, CALL, 2, ANY, "wamp.error.not_authorized");
        peer.send(REGISTER, 3, Map.of(), uri("yes"));
        peer.expect(REGISTERED, 3);
        peer.send(SUBSCRIBE, 4, Map.of(), uri("yes"));
        peer.expect(SUBSCRIBED, 4);
        peer.send(PUBLISH, 5, Map.of("acknowledge", true), uri("yes"));
        peer.expect(PUBLISHED, 5);
    }

    @Test
    @Conformance("AZN-7")
    void theAuthorizerGetsTheSessionAndTheRequest() {
        RawPeer eve = joinAs("eve", "asked");
        eve.send(CALL, 1, Map.of("receive_progress", true), uri("mine"));
        eve.expect(ERROR, CALL, 1, ANY, ALLOWED);
        eve.send(CALL, 2, Map.of(), uri("mine"));
        eve.expect(ERROR, CALL, 2, ANY, "wamp.error.not_authorized");
        RawPeer bob = joinAs("bob", "asked");
        bob.send(CALL, 1, Map.of("receive_progress", true), uri("mine"));
        bob.expect(ERROR, CALL, 1, ANY, "wamp.error.not_authorized");
    }

    @Test
    @Conformance({"AZN-7", "P11"})
    void aDecisionIsRememberedOnlyIfItSaysSo() {
        RawPeer peer = joinAs("eve", "asked");
        RawPeer other = joinAs("bob", "asked");
        long request = 0;
        for (String name : new String[] {"cached", "denied", "yes"}) {
            for (RawPeer each : new RawPeer[] {peer, other, peer}) {
                each.send(CALL, ++request, Map.of(), uri(name));
                each.expect(ERROR, CALL, request, ANY, name.equals("denied") ? "wamp.error.not_authorized" : ALLOWED);
            }
        }
        RawPeer observer = join();
        assertThat(questions(observer, 1, uri("cached"))).isEqualTo(1);
        assertThat(questions(observer, 2, uri("denied"))).isEqualTo(1);
        assertThat(questions(observer, 3, uri("yes"))).isEqualTo(3);
    }

    @Test
    @Conformance({"P11", "META-2"})
    void aPurgeForgetsWhatWasDecided() {
        RawPeer eve = joinAs("eve", "asked");
        RawPeer admin = join();
        for (int request = 1; request <= 2; request++) {
            eve.send(CALL, request, Map.of(), uri("cached"));
            eve.expect(ERROR, CALL, request, ANY, ALLOWED);
        }
        // Neither the role's authorizer nor a permission for all URIs is enough to allow this call.
        eve.send(CALL, 3, Map.of(), PURGE);
        eve.expect(ERROR, CALL, 3, ANY, "wamp.error.not_authorized");
        RawPeer user = joinAs("bob", "user");
        user.send(CALL, 1, Map.of(), PURGE);
        user.expect(ERROR, CALL, 1, ANY, "wamp.error.not_authorized");
        assertThat(questions(admin, 1, uri("cached"))).isEqualTo(1);

        admin.send(CALL, 2, Map.of(), PURGE);
        admin.expect(RESULT, 2);

        eve.send(CALL, 4, Map.of(), uri("cached"));
        eve.expect(ERROR, CALL, 4, ANY, ALLOWED);
        assertThat(questions(admin, 3, uri("cached"))).isEqualTo(2);
    }

    private static long questions(RawPeer observer, long request, String uri) {
        observer.send(CALL, request, Map.of(), "com.test.questions", List.of(uri));
        return (Long) observer.expect(RESULT, request).list(3).get(0);
    }

    @Test
    @Conformance("AZN-7")
    void anAnswerMayDiscloseTheCaller() {
        RawPeer callee = join();
        callee.send(REGISTER, 1, Map.of(), uri("disclosed"));
        callee.expect(REGISTERED, 1);
        callee.send(REGISTER, 2, Map.of(), uri("yes"));
        callee.expect(REGISTERED, 2);
        RawPeer eve = joinAs("eve", "asked");
        eve.send(CALL, 1, Map.of(), uri("disclosed"));
        assertThat(callee.expect(INVOCATION).dict(3))
                .containsEntry("caller", eve.session())
                .containsEntry("caller_authid", "eve");
        eve.send(CALL, 2, Map.of(), uri("yes"));
        assertThat(callee.expect(INVOCATION).dict(3)).doesNotContainKey("caller");
    }

    @Test
    @Conformance({"AZN-3", "P10"})
    void anAuthorizerThatFailsRefuses() {
        RawPeer peer = joinAs("eve", "asked");
        long request = 0;
        for (String name : new String[] {"throws", "nonsense", "odd"}) {
            peer.send(CALL, ++request, Map.of(), uri(name));
            Message refused = peer.expect(ERROR, CALL, request, ANY, "wamp.error.authorization_failed");
            assertThat(refused.toString()).doesNotContain("1234");
        }
    }

    @Test
    @Conformance({"AZN-4", "ORD-7"})
    void requestsKeepTheirOrderWhileOneIsAskedAbout() {
        RawPeer peer = joinAs("eve", "asked");
        peer.send(PUBLISH, 1, Map.of(), uri("no"));
        peer.send(CALL, 2, Map.of(), uri("yes"));
        peer.send(CALL, 3, Map.of(), uri("no"));
        peer.send(CALL, 4, Map.of(), uri("cached"));
        peer.expect(ERROR, CALL, 2, ANY, ALLOWED);
        peer.expect(ERROR, CALL, 3, ANY, "wamp.error.not_authorized");
        peer.expect(ERROR, CALL, 4, ANY, ALLOWED);
    }
}
