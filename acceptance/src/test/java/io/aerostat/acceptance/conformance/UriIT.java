package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which URIs a realm accepts, and how it refuses all other texts. */
class UriIT extends ConformanceCase {
    private static final String INVALID = "wamp.error.invalid_uri";

    private static void expectRefused(RawPeer peer, String uri, Map<String, Object> options) {
        peer.send(REGISTER, 1, options, uri);
        peer.expect(ERROR, REGISTER, 1, ANY, INVALID);
        peer.send(SUBSCRIBE, 2, options, uri);
        peer.expect(ERROR, SUBSCRIBE, 2, ANY, INVALID);
    }

    private static void expectRefusedEverywhere(RawPeer peer, String uri) {
        expectRefused(peer, uri, Map.of());
        peer.send(CALL, 3, Map.of(), uri);
        peer.expect(ERROR, CALL, 3, ANY, INVALID);
        peer.send(PUBLISH, 4, Map.of("acknowledge", true), uri);
        peer.expect(ERROR, PUBLISH, 4, ANY, INVALID);
        peer.send(PUBLISH, 5, Map.of(), uri); // PS-4, A-58: there is no answer
        peer.expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "a.", "a b", "a#b", "a.b\n", "a\u00A0b", "a\u2003b", "a\tb", "a.#"})
    @Conformance({"URI-1", "URI-4", "URI-6", "A-28", "A-58", "PS-4", "PBR-7", "PBS-4"})
    void textThatIsNoUriIsRefusedAndTheSessionStays(String uri) {
        expectRefusedEverywhere(join(), uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ä.é", "A.b-c", "a/b.c:d", "wampum.x", "x.wamp.y", "日本.語"})
    @Conformance({"URI-1", "URI-5"})
    void aLooseUriIsAnythingWithoutSpaces(String end) {
        RawPeer peer = join();
        String uri = end + "." + uri("x");

        peer.send(REGISTER, 1, Map.of(), uri);
        peer.expect(REGISTERED, 1);
        peer.send(SUBSCRIBE, 2, Map.of(), uri);
        peer.expect(SUBSCRIBED, 2);
    }

    @Test
    @Conformance({"URI-4", "URI-6"})
    void aLongUriIsAnsweredAndTheSessionLives() {
        RawPeer peer = join();

        peer.send(CALL, 1, Map.of(), "a.".repeat(2_000) + "b");
        peer.expect(ERROR, CALL, 1, ANY, "wamp.error.no_such_procedure");
        peer.send(CALL, 2, Map.of(), "a.".repeat(2_000));
        peer.expect(ERROR, CALL, 2, ANY, INVALID);
        peer.roundTrip();
    }

    @Test
    @Conformance({"URI-2", "URI-3"})
    void patternsMayHaveEmptyComponents() {
        RawPeer peer = join();
        int request = 0;
        for (String pattern : List.of(uri("a..b"), uri("..b"), uri("a."))) {
            peer.send(REGISTER, ++request, Map.of("match", "wildcard"), pattern);
            peer.expect(REGISTERED, request);
            peer.send(SUBSCRIBE, ++request, Map.of("match", "wildcard"), pattern);
            peer.expect(SUBSCRIBED, request);
        }
        for (String pattern : List.of(uri("app."), uri("app"))) {
            peer.send(REGISTER, ++request, Map.of("match", "prefix"), pattern);
            peer.expect(REGISTERED, request);
            peer.send(SUBSCRIBE, ++request, Map.of("match", "prefix"), pattern);
            peer.expect(SUBSCRIBED, request);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a#.", "a. .b"})
    @Conformance({"URI-2", "URI-3", "URI-6"})
    void patternsHaveNoSpacesEither(String pattern) {
        RawPeer peer = join();
        expectRefused(peer, pattern, Map.of("match", "wildcard"));
        expectRefused(join(), pattern, Map.of("match", "prefix"));
    }

    @Test
    @Conformance({"URI-3", "PBR-7"})
    void onlyPrefixesEndWithADot() {
        expectRefused(join(), uri("app."), Map.of());
        expectRefused(join(), uri("app..x"), Map.of("match", "prefix"));
    }

    @Test
    @Conformance({"URI-5", "A-29"})
    void wampIsReserved() {
        RawPeer peer = join();
        peer.send(REGISTER, 1, Map.of(), "wamp.foo");
        peer.expect(ERROR, REGISTER, 1, ANY, INVALID);
        peer.send(PUBLISH, 2, Map.of("acknowledge", true), "wamp.foo");
        peer.expect(ERROR, PUBLISH, 2, ANY, INVALID);
        peer.send(SUBSCRIBE, 3, Map.of(), "wamp.session.on_join");
        peer.expect(SUBSCRIBED, 3);
    }

    @Test
    @Conformance("URI-5")
    void aWildcardDoesNotReachIntoTheReservedNamespace() {
        RawPeer peer = join();
        RawPeer other = join();
        String rest = "." + uri("rest");
        peer.send(REGISTER, 1, Map.of("match", "wildcard"), rest);
        peer.expect(REGISTERED, 1);

        other.send(CALL, 1, Map.of(), "wamp" + rest);
        other.expect(ERROR, CALL, 1, ANY, "wamp.error.no_such_procedure");
        other.send(CALL, 2, Map.of(), "wampum" + rest);
        peer.expect(INVOCATION);
    }

    @Test
    @Conformance("URI-7")
    void oneUriMayBeATopicAndAProcedure() {
        RawPeer peer = join();
        RawPeer other = join();
        peer.send(REGISTER, 1, Map.of(), uri("both"));
        peer.expect(REGISTERED, 1);
        peer.send(SUBSCRIBE, 2, Map.of(), uri("both"));
        peer.expect(SUBSCRIBED, 2);

        other.send(CALL, 1, Map.of(), uri("both"));
        other.send(PUBLISH, 2, Map.of(), uri("both"));

        peer.expect(INVOCATION);
        peer.expect(EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Com.app", "com.Äpp", "com.app-x", "com/app"})
    @Conformance({"URI-1", "URI-8", "URI-6"})
    void aStrictRealmTakesStrictUrisOnly(String uri) {
        expectRefusedEverywhere(join(Hello.everything("conformance.strict")), uri);
    }

    @Test
    @Conformance("URI-8")
    void aStrictRealmIsLooseWithErrorsAndReasons() {
        RawPeer callee = join(Hello.everything("conformance.strict"));
        RawPeer caller = join(Hello.everything("conformance.strict"));
        callee.send(REGISTER, 1, Map.of(), uri("fails"));
        callee.expect(REGISTERED, 1);
        caller.send(CALL, 1, Map.of(), uri("fails"));

        callee.send(ERROR, INVOCATION, callee.expect(INVOCATION).id(1), Map.of(), "Com.App.Fehler-Ü");

        caller.expect(ERROR, CALL, 1, ANY, "Com.App.Fehler-Ü");
        caller.send(GOODBYE, Map.of(), "Com.App.Tschüß");
        caller.expect(GOODBYE, ANY, "wamp.close.goodbye_and_out");
    }
}
