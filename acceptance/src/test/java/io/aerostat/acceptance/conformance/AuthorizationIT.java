package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the permissions of the role {@code azn} in the configuration (AZN-1 to AZN-8). */
class AuthorizationIT extends ConformanceCase {
    private static final String REFUSED = "wamp.error.not_authorized";

    @Test
    @Conformance({"AZN-1", "AZN-2", "A-33"})
    void eachActionIsAllowedForItself() {
        RawPeer peer = joinAs("eve", "azn");
        long request = 0;
        for (String allowed : new String[] {"call", "register", "publish", "subscribe"}) {
            String uri = "com.azn." + allowed;
            peer.send(REGISTER, ++request, Map.of(), uri);
            if (allowed.equals("register")) {
                long registration = peer.expect(REGISTERED, request).id(2);
                peer.send(UNREGISTER, ++request, registration);
                peer.expect(UNREGISTERED, request);
            } else {
                peer.expect(ERROR, REGISTER, request, ANY, REFUSED);
            }
            peer.send(SUBSCRIBE, ++request, Map.of(), uri);
            if (allowed.equals("subscribe")) {
                peer.expect(SUBSCRIBED, request);
            } else {
                peer.expect(ERROR, SUBSCRIBE, request, ANY, REFUSED);
            }
            peer.send(PUBLISH, ++request, Map.of("acknowledge", true), uri);
            if (allowed.equals("publish")) {
                peer.expect(PUBLISHED, request);
            } else {
                peer.expect(ERROR, PUBLISH, request, ANY, REFUSED);
            }
            peer.send(CALL, ++request, Map.of(), uri);
            peer.expect(ERROR, CALL, request, ANY, allowed.equals("call") ? "wamp.error.no_such_procedure" : REFUSED);
        }
    }

    @Test
    @Conformance("AZN-4")
    void aRefusedPublicationIsSilentUnlessItAskedForAnAnswer() {
        RawPeer peer = joinAs("eve", "azn");
        peer.send(PUBLISH, 1, Map.of(), "com.azn.call");
        peer.expectNothing();
    }

    @Test
    @Conformance({"AZN-5", "AZN-2"})
    void aForbiddenCallIsRefusedWhetherTheProcedureExistsOrNot() {
        RawPeer callee = join();
        callee.send(REGISTER, 1, Map.of(), uri("there"));
        callee.expect(REGISTERED, 1);
        RawPeer peer = joinAs("eve", "azn");
        peer.send(CALL, 1, Map.of(), uri("there"));
        Message there = peer.expect(ERROR, CALL, 1, ANY, REFUSED);
        peer.send(CALL, 2, Map.of(), uri("gone"));
        Message gone = peer.expect(ERROR, CALL, 2, ANY, REFUSED);
        assertThat(gone.toString().replace("[8,48,2", "[8,48,1").replace(uri("gone"), uri("there")))
                .hasSameSizeAs(there.toString());
        assertThat(gone.size()).isEqualTo(there.size());
    }

    @Test
    @Conformance("AZN-6")
    void aPatternMustBeCoveredAsAWhole() {
        RawPeer peer = joinAs("eve", "azn");
        Map<String, Map<String, Object>> refused = new LinkedHashMap<>();
        refused.put("com.", Map.of("match", "prefix"));
        refused.put("com.azn.", Map.of("match", "prefix"));
        refused.put("com.azn.app", Map.of("match", "prefix"));
        refused.put("com..app", Map.of("match", "wildcard"));
        refused.put("com.azn..", Map.of("match", "wildcard"));
        refused.put("com.azn.subscribe", Map.of("match", "prefix"));
        long request = 0;
        for (Map.Entry<String, Map<String, Object>> pattern : refused.entrySet()) {
            peer.send(SUBSCRIBE, ++request, pattern.getValue(), pattern.getKey());
            peer.expect(ERROR, SUBSCRIBE, request, ANY, REFUSED);
        }
        peer.send(SUBSCRIBE, ++request, Map.of("match", "prefix"), "com.azn.app.open.");
        peer.expect(SUBSCRIBED, request);
        peer.send(SUBSCRIBE, ++request, Map.of("match", "wildcard"), "com.azn..wild");
        peer.expect(SUBSCRIBED, request);
    }

    @Test
    @Conformance("AZN-7")
    void theMostSpecificRuleDecides() {
        RawPeer peer = joinAs("eve", "azn");
        String missing = "wamp.error.no_such_procedure";
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put("com.azn.app.open", missing);
        outcomes.put("com.azn.app.secret.room", REFUSED);
        outcomes.put("com.azn.app.secret.door", missing);
        outcomes.put("com.azn.anything.wild", missing);
        outcomes.put("com.azn.any.thing.wild", REFUSED);
        outcomes.put("com.other", REFUSED);
        long request = 0;
        for (Map.Entry<String, String> outcome : outcomes.entrySet()) {
            peer.send(CALL, ++request, Map.of(), outcome.getKey());
            peer.expect(ERROR, CALL, request, ANY, outcome.getValue());
        }
    }

    @Test
    @Conformance({"AZN-3", "DYN-1"})
    void anAuthorizerThatIsNotThereRefuses() {
        RawPeer peer = joinAs("eve", "unasked");
        peer.send(CALL, 1, Map.of(), uri("anything"));
        peer.expect(ERROR, CALL, 1, ANY, "wamp.error.authorization_failed");
    }
}
