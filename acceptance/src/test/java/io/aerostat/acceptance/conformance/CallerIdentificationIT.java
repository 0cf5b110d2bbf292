package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code caller_identification}: disclosure of the caller. */
class CallerIdentificationIT extends CallCase {
    /** A realm that refuses requests for disclosure. */
    private static final String REFUSING = "conformance.refusing";

    /** A realm that ignores requests for disclosure, and whose permissions disclose the callers of some procedures. */
    private static final String RULED = "conformance.ruled";

    private static final Map<String, Object> DISCLOSE_ME = Map.of("disclose_me", true);

    private static Map<String, Object> named(RawPeer caller) {
        Map<String, Object> welcome = caller.welcome().dict(2);
        return Map.of(
                "caller", caller.session(),
                "caller_authid", String.valueOf(welcome.get("authid")),
                "caller_authrole", String.valueOf(welcome.get("authrole")));
    }

    @Test
    @Conformance("CID-1")
    void aCallerMayDiscloseItself() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("who"));

        call(caller, DISCLOSE_ME, uri("who"));

        callee.expectExactly(INVOCATION, ANY, ANY, named(caller));
    }

    @Test
    @Conformance("CID-5")
    void otherwiseNothingIsDisclosed() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("who"));

        call(caller, uri("who"));
        call(caller, Map.of("disclose_me", false), uri("who"));

        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }

    @Test
    @Conformance("A-32")
    void aCalleeWithoutTheFeatureDoesNotGetTheCaller() {
        RawPeer callee = join(Hello.everything(REALM).without("callee", "caller_identification"));
        RawPeer caller = join();
        register(callee, uri("who"));

        call(caller, DISCLOSE_ME, uri("who"));

        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }

    @Test
    @Conformance("CID-3")
    void aCalleeMayAskForIt() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, Map.of("disclose_caller", true), uri("who"));

        call(caller, uri("who"));

        callee.expectExactly(INVOCATION, ANY, ANY, named(caller));
    }

    @Test
    @Conformance({"CID-2", "CID-3", "A-31"})
    void aRealmMayRefuseIt() {
        RawPeer callee = join(Hello.everything(REFUSING));
        RawPeer caller = join(Hello.everything(REFUSING));
        callee.send(REGISTER, 1, Map.of("disclose_caller", true), uri("who"));
        callee.expect(ERROR, REGISTER, 1, NONE, "wamp.error.option_disallowed.disclose_me");
        register(callee, uri("who"));

        long request = call(caller, DISCLOSE_ME, uri("who"));

        expectError(caller, request, "wamp.error.option_disallowed.disclose_me");
        callee.expectNothing(caller);
    }

    @Test
    @Conformance("A-31")
    void aRealmMayIgnoreIt() {
        RawPeer callee = join(Hello.everything(RULED));
        RawPeer caller = join(Hello.everything(RULED));
        register(callee, Map.of("disclose_caller", true), uri("who"));

        call(caller, DISCLOSE_ME, uri("who"));

        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }

    @Test
    @Conformance({"CID-4", "CID-5"})
    void aRuleMayDisclose() {
        RawPeer callee = join(Hello.everything(RULED));
        RawPeer caller = join(Hello.everything(RULED));
        register(callee, uri("disclosed"));

        long request = call(caller, uri("disclosed"), "hello");

        long invocation = callee.expectExactly(INVOCATION, ANY, ANY, named(caller), List.of("hello"))
                .id(1);
        answer(callee, invocation);
        caller.expectExactly(RESULT, request, NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {REFUSING, RULED})
    @Conformance({"META-1", "CID-3"})
    void theMetaApiWorksWhereNobodyElseMayAskWhoCalls(String realm) {
        RawPeer peer = join(Hello.everything(realm));

        long request = call(peer, "wamp.session.count");

        peer.expect(RESULT, request, NONE);
    }
}
