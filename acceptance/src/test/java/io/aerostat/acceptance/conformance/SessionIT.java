package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.HELLO;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.WELCOME;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how sessions begin and end. */
class SessionIT extends ConformanceCase {
    private static final long GREATEST_ID = 1L << 53;

    /** The keys of the features that a router announces: those of the specification, and one of Autobahn. */
    private static final Map<String, Set<String>> FEATURES = Map.of(
            "broker",
            Set.of(
                    "subscriber_blackwhite_listing",
                    "publisher_exclusion",
                    "publisher_identification",
                    "publication_trustlevels",
                    "pattern_based_subscription",
                    "sharded_subscription",
                    "event_history",
                    "event_retention",
                    "subscription_revocation",
                    "subscription_meta_api",
                    "session_meta_api",
                    "payload_passthru_mode",
                    "payload_transparency"),
            "dealer",
            Set.of(
                    "progressive_call_results",
                    "progressive_call_invocations",
                    "call_timeout",
                    "call_canceling",
                    "caller_identification",
                    "call_trustlevels",
                    "pattern_based_registration",
                    "shared_registration",
                    "sharded_registration",
                    "registration_revocation",
                    "call_reroute",
                    "registration_meta_api",
                    "session_meta_api",
                    "testament_meta_api",
                    "payload_passthru_mode",
                    "payload_transparency"));

    @Test
    @Conformance({"SES-6", "A-56", "KEY-1", "PCR-1"})
    @SuppressWarnings("unchecked")
    void welcomeIsFirstAndAnnouncesEveryFeatureOfARouterAndNoOther() {
        Message welcome = join().welcome();

        Map<String, Object> roles = (Map<String, Object>) welcome.dict(2).get("roles");
        assertThat(roles.keySet()).isEqualTo(FEATURES.keySet());
        FEATURES.forEach((role, features) -> {
            Map<String, Object> announced =
                    (Map<String, Object>) ((Map<String, Object>) roles.get(role)).get("features");
            Set<String> known = new HashSet<>(announced.keySet());
            known.removeIf(key -> key.startsWith("x_")); // the extensions of this router
            assertThat(known).as(role).isEqualTo(features);
            assertThat(announced.values()).as(role).containsOnly(true);
        });
    }

    @Test
    @Conformance({"SES-5", "SES-7", "ANO-1"})
    void welcomeHasTheIdentityOfTheSession() {
        Map<String, Object> details = join().welcome().dict(2);

        assertThat(details)
                .containsEntry("realm", REALM)
                .containsEntry("authrole", "anonymous")
                .containsKeys("agent", "authid", "authmethod", "authprovider");
        for (String key : List.of("agent", "realm", "authid", "authrole", "authmethod", "authprovider")) {
            assertThat(details.get(key)).as(key).isInstanceOf(String.class).isNotEqualTo("");
        }
    }

    @Test
    @Conformance({"SES-8", "ID-2"})
    void sessionIdsAreOfTheWholeRangeAndDiffer() {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            long id = join().session();
            assertThat(id).isBetween(1L, GREATEST_ID);
            ids.add(id);
        }
        assertThat(ids).hasSize(20);
        // The probability that all of twenty random ids are in the lowest thousandth of the range is 10^-60.
        assertThat(ids).anyMatch(id -> id > GREATEST_ID / 1000);
    }

    @Test
    @Conformance({"SES-3", "MSG-3"})
    void unknownRolesFeaturesAndDetailsAreIgnored() {
        join(Hello.everything(REALM)
                .role("dancer", "tango")
                .role("caller", "call_canceling", "telepathy")
                .detail("zzz_key", Map.of("a", List.of(1)))
                .detail("_private", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"publisher", "subscriber", "caller", "callee"})
    @Conformance({"SES-2", "MSG-9"})
    void oneRoleWithoutFeaturesIsEnough(String role) {
        RawPeer peer = connect();

        peer.send(HELLO, REALM, Map.of("roles", Map.of(role, Map.of())));

        peer.expect(WELCOME);
    }

    @Test
    @Conformance({"SES-2", "A-30"})
    void aClientHasARole() {
        RawPeer none = connect();
        none.send(HELLO, REALM, Map.of("roles", Map.of()));
        none.expectProtocolViolation();
        RawPeer missing = connect();
        missing.send(HELLO, REALM, Map.of());
        missing.expectProtocolViolation();
        RawPeer router = connect();
        router.send(HELLO, REALM, Map.of("roles", Map.of("broker", Map.of())));
        router.expectProtocolViolation();
    }

    @Test
    @Conformance("SES-9")
    void aRealmThatIsNotThereIsNotMadeUp() {
        RawPeer peer = connect();

        peer.send(Hello.everything("com.no.such.realm").message());

        peer.expectAbort("wamp.error.no_such_realm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a..b", "a b", ".a", "a.", "", "a\n"})
    @Conformance({"SES-10", "A-28"})
    void aRealmIsAUri(String realm) {
        RawPeer peer = connect();

        peer.send(Hello.everything(realm).message());

        peer.expectAbort("wamp.error.invalid_uri");
    }

    @Test
    @Conformance("A-30")
    void withoutARealmThereIsNoSession() {
        RawPeer peer = connect();

        peer.send(HELLO, null, Map.of("roles", Map.of("caller", Map.of())));

        peer.expectAbort("wamp.error.no_such_realm");
    }

    @Test
    @Conformance({"SES-11", "SES-12"})
    void abortOfAnyLengthEndsASessionWithoutAWord() {
        for (List<Object> abort : List.<List<Object>>of(
                List.of(3, Map.of("message", "enough"), "com.app.enough"),
                List.of(3, Map.of(), "com.app.enough", List.of("because")),
                List.of(3, Map.of(), "com.app.enough", List.of(), Map.of("why", 1)))) {
            RawPeer joined = join();
            joined.send(abort.toArray());
            joined.expectClosed();
            RawPeer joining = connect();
            joining.send(abort.toArray());
            joining.expectClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wamp.close.normal", "wamp.close.logout", "wamp.close.close_realm", "com.app.bye"})
    @Conformance({"SES-13", "SES-16", "A-46"})
    void goodbyeIsAnsweredWhateverItsReason(String reason) {
        RawPeer peer = join();

        peer.send(GOODBYE, Map.of("message", "so long"), reason);

        peer.expectExactly(GOODBYE, Map.of(), "wamp.close.goodbye_and_out");
    }

    @Test
    @Conformance({"SES-19", "A-46"})
    void anotherSessionMayFollowOnTheSameConnection() {
        RawPeer peer = join();
        long first = peer.session();
        peer.send(REGISTER, 1, Map.of(), uri("of.the.first"));
        peer.expect(REGISTERED, 1);
        peer.send(GOODBYE, Map.of(), "wamp.close.normal");
        peer.expect(GOODBYE);

        peer.join(Hello.everything("conformance.bare"));

        assertThat(peer.session()).isNotEqualTo(first);
        assertThat(peer.welcome().dict(2)).containsEntry("realm", "conformance.bare");
        peer.send(CALL, 1, Map.of(), uri("of.the.first"));
        peer.expect(ERROR, CALL, 1, ANY, "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"SES-14", "SES-15", "A-59", "SM-1"})
    void afterTheRoutersGoodbyeNothingCountsButTheClients() {
        RawPeer killer = join();
        RawPeer peer = join();
        peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        peer.expect(SUBSCRIBED, 1);
        killer.send(CALL, 1, Map.of(), "wamp.session.kill", List.of(peer.session()));
        killer.expect(RESULT, 1);
        peer.expect(GOODBYE, ANY, "wamp.close.killed");
        killer.send(PUBLISH, 2, Map.of("acknowledge", true), uri("topic"));
        killer.expect(PUBLISHED, 2);

        peer.send(CALL, 2, Map.of(), uri("missing"));
        peer.send(SUBSCRIBE, 3, Map.of(), uri("other"));
        peer.send(GOODBYE, Map.of(), "wamp.close.normal"); // as when both peers send GOODBYE at the same time

        peer.expectClosed();
    }

    @Test
    @Conformance({"SES-18", "RPC-9", "SM-4"})
    void aLostConnectionEndsTheSession() {
        RawPeer witness = join();
        witness.send(SUBSCRIBE, 1, Map.of(), "wamp.session.on_leave");
        witness.expect(SUBSCRIBED, 1);
        RawPeer lost = join();
        lost.send(REGISTER, 1, Map.of(), uri("procedure"));
        lost.expect(REGISTERED, 1);
        lost.send(SUBSCRIBE, 2, Map.of(), uri("topic"));
        long subscription = lost.expect(SUBSCRIBED, 2).id(2);
        RawPeer caller = join();
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        lost.expect(INVOCATION);

        lost.reset();

        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.canceled");
        Message left = witness.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of(lost.session(), ANY, ANY));
        assertThat(left.list(4)).hasSize(3);
        caller.send(CALL, 2, Map.of(), uri("procedure"));
        caller.expect(ERROR, CALL, 2, ANY, "wamp.error.no_such_procedure");
        caller.send(CALL, 3, Map.of(), "wamp.subscription.get", List.of(subscription));
        caller.expect(ERROR, CALL, 3, ANY, "wamp.error.no_such_subscription");
        caller.send(CALL, 4, Map.of(), "wamp.session.get", List.of(lost.session()));
        caller.expect(ERROR, CALL, 4, ANY, "wamp.error.no_such_session");
    }

    @Test
    @Conformance("SES-25")
    void aRoleIsAskedForNotTaken() {
        RawPeer peer = join(Hello.everything(REALM).detail("authrole", "user"));

        assertThat(peer.welcome().dict(2)).containsEntry("authrole", "anonymous");
    }
}
