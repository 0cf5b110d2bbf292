package io.aerostat.router.authorization.rule;

import static io.aerostat.protocol.uri.MatchPolicy.EXACT;
import static io.aerostat.protocol.uri.MatchPolicy.PREFIX;
import static io.aerostat.protocol.uri.MatchPolicy.WILDCARD;
import static io.aerostat.router.authorization.Action.CALL;
import static io.aerostat.router.authorization.Action.PUBLISH;
import static io.aerostat.router.authorization.Action.REGISTER;
import static io.aerostat.router.authorization.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Decision.Denied;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.session.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticAuthorizerTest {
    private static final Set<Action> ALL = EnumSet.allOf(Action.class);

    @ParameterizedTest
    @CsvSource({
        // the requested URI, and the rule that decides (which allows only the named action)
        "com.app.a,      CALL",
        "com.app.ab,     PUBLISH",
        "com.app.x.log,  SUBSCRIBE",
        "com.app.x.y,    PUBLISH",
        "com.apple,      REGISTER",
        "org.other,      ",
    })
    @Conformance("AZN-7")
    void theMostSpecificRuleDecides(String uri, Action allowed) {
        Authorizer authorizer = new StaticAuthorizer(List.of(
                new Permission("com.", PREFIX, Set.of(REGISTER)),
                new Permission("com.app.", PREFIX, Set.of(PUBLISH)),
                new Permission("com.app.a", EXACT, Set.of(CALL)),
                new Permission("com.app..log", WILDCARD, Set.of(SUBSCRIBE))));
        for (Action action : Action.values()) {
            assertThat(isAllowed(authorizer, action, uri, EXACT))
                    .as("%s %s", action, uri)
                    .isEqualTo(action == allowed);
        }
    }

    @Test
    void anExactRuleDoesNotShadowThePrefixForOthers() { // This differs from docs/reference/crossbar.md#permissions.
        Authorizer authorizer = new StaticAuthorizer(
                List.of(new Permission("com.", PREFIX, ALL), new Permission("com.a", EXACT, Set.of())));
        assertThat(isAllowed(authorizer, CALL, "com.ab", EXACT)).isTrue();
        assertThat(isAllowed(authorizer, CALL, "com.a", EXACT)).isFalse();
    }

    @Test
    void theLastOfTwoEqualRulesWins() {
        Authorizer authorizer = new StaticAuthorizer(
                List.of(new Permission("com.a", EXACT, Set.of(CALL)), new Permission("com.a", EXACT, Set.of(PUBLISH))));
        assertThat(isAllowed(authorizer, CALL, "com.a", EXACT)).isFalse();
        assertThat(isAllowed(authorizer, PUBLISH, "com.a", EXACT)).isTrue();
    }

    @ParameterizedTest
    @Conformance("AZN-6")
    @CsvSource({
        "'',         PREFIX,   .com.,       WILDCARD, true",
        "'',         PREFIX,   ...com.x,    WILDCARD, true",
        "'',         PREFIX,   '',          PREFIX,   true",
        "com.,       PREFIX,   .com.,       WILDCARD, false",
        ".com.,      WILDCARD, .com.,       WILDCARD, true",
        "com.app.,   PREFIX,   com.app.,    PREFIX,   true",
        "com.app.,   PREFIX,   com.app.x.,  PREFIX,   true",
        "com.app.,   PREFIX,   com.,        PREFIX,   false",
        "com.app.,   PREFIX,   com.app..x,  WILDCARD, true",
        "com.app.,   PREFIX,   com..x,      WILDCARD, false",
        "com..x,     WILDCARD, com..x,      WILDCARD, true",
        "com..x,     WILDCARD, com.app.x,   WILDCARD, true",
        "com..x,     WILDCARD, com..,       WILDCARD, false",
        "com..x,     WILDCARD, com.a.,      PREFIX,   false",
        "com.app.x,  EXACT,    com.app.x,   PREFIX,   false",
        "com.app.x,  EXACT,    com.app.x,   EXACT,    true",
    })
    void aPatternMustBeCoveredAsAWhole(
            String rule, MatchPolicy policy, String asked, MatchPolicy match, boolean allowed) {
        Authorizer authorizer = new StaticAuthorizer(List.of(new Permission(rule, policy, ALL)));
        assertThat(isAllowed(authorizer, SUBSCRIBE, asked, match)).isEqualTo(allowed);
    }

    @Test
    void aPatternIsRefusedIfAMoreSpecificRuleDeniesAPartOfIt() {
        Authorizer authorizer = new StaticAuthorizer(
                List.of(new Permission("com.", PREFIX, ALL), new Permission("com.secret.", PREFIX, Set.of(CALL))));
        assertThat(isAllowed(authorizer, SUBSCRIBE, "com.", PREFIX)).isFalse();
        assertThat(isAllowed(authorizer, SUBSCRIBE, "com..x", WILDCARD)).isFalse();
        assertThat(isAllowed(authorizer, SUBSCRIBE, "com.open.", PREFIX)).isTrue();
    }

    @Test
    void killingNeedsARuleThatNamesIt() { // META-2
        Authorizer everything = new StaticAuthorizer(List.of(new Permission("", PREFIX, ALL)));
        Authorizer named = new StaticAuthorizer(List.of(new Permission("wamp.session.", PREFIX, Set.of(CALL))));
        assertThat(isAllowed(everything, CALL, "wamp.session.count", EXACT)).isTrue();
        assertThat(isAllowed(everything, CALL, "wamp.session.kill", EXACT)).isFalse();
        assertThat(isAllowed(named, CALL, "wamp.session.kill", EXACT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CALL", "REGISTER"})
    void managingANodeNeedsARuleThatNamesIt(Action action) {
        Authorizer everything = new StaticAuthorizer(List.of(new Permission("", PREFIX, ALL)));
        Authorizer shorter = new StaticAuthorizer(List.of(new Permission("aerostat.", PREFIX, ALL)));
        Authorizer named = new StaticAuthorizer(List.of(new Permission("aerostat.node.", PREFIX, Set.of(action))));
        assertThat(isAllowed(everything, action, "aerostat.node.status", EXACT)).isFalse();
        assertThat(isAllowed(everything, action, "aerostat.node.", PREFIX)).isFalse();
        assertThat(isAllowed(shorter, action, "aerostat.node.status", EXACT)).isFalse();
        assertThat(isAllowed(named, action, "aerostat.node.status", EXACT)).isTrue();
        assertThat(isAllowed(everything, action, "aerostat.nodes", EXACT)).isTrue();
    }

    @Test
    void disclosureAndTrustComeWithThePermit() { // CID-4, PID-3, TRU-1
        Authorizer authorizer =
                new StaticAuthorizer(List.of(new Permission("com.a", EXACT, ALL, true, false, false, 3)));
        assertThat(decide(authorizer, CALL, "com.a", EXACT)).isEqualTo(new Allowed(new Permit(true, 3)));
        assertThat(decide(authorizer, PUBLISH, "com.a", EXACT)).isEqualTo(new Allowed(new Permit(false, 3)));
    }

    @Test
    @Conformance("AZN-2")
    void theRefusalNamesTheSessionTheActionAndTheRealm() {
        Decision decision = decide(new StaticAuthorizer(List.of()), CALL, "com.a", EXACT);
        assertThat(decision).isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.error()).isEqualTo("wamp.error.not_authorized");
            assertThat(denied.message())
                    .contains("joe")
                    .contains("call \"com.a\"")
                    .contains("realm1");
        });
    }

    private static boolean isAllowed(Authorizer authorizer, Action action, String uri, MatchPolicy match) {
        return decide(authorizer, action, uri, match) instanceof Allowed;
    }

    private static Decision decide(Authorizer authorizer, Action action, String uri, MatchPolicy match) {
        Principal principal = new Principal("realm1", "joe", "user", "ticket", "static", Map.of());
        return authorizer.authorize(new AuthorizationRequest(7, principal, action, uri, match, Map::of));
    }
}
