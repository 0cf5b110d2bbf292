package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests {@code call_trustlevels}: trust levels of calls, which permissions of the realm set. */
class CallTrustLevelsIT extends CallCase {
    /**
     * A realm whose permissions set trust levels: 0 for calls of anonymous peers to {@code doubtful}, 7 for their calls
     * to {@code trusted}, and 9 for calls of officers.
     */
    private static final Hello RULED = Hello.everything("conformance.ruled");

    @Test
    @Conformance("TRU-1")
    void aRuleForAProcedureGivesALevel() {
        RawPeer callee = join(RULED);
        RawPeer caller = join(RULED);
        register(callee, uri("trusted"));
        register(callee, uri("doubtful"));
        register(callee, uri("plain"));

        call(caller, uri("trusted"));
        call(caller, uri("doubtful"));
        call(caller, uri("plain"));

        callee.expectExactly(INVOCATION, ANY, ANY, Map.of("trustlevel", 7));
        callee.expectExactly(INVOCATION, ANY, ANY, Map.of("trustlevel", 0));
        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }

    @Test
    @Conformance("TRU-1")
    void aRuleForARoleGivesALevel() {
        RawPeer callee = join(RULED);
        RawPeer officer = joinAs(RULED, "olga", "officer");
        register(callee, uri("plain"));

        call(officer, uri("plain"));

        callee.expectExactly(INVOCATION, ANY, ANY, Map.of("trustlevel", 9));
    }

    @Test
    @Conformance("TRU-1")
    void aCalleeWithoutTheFeatureGetsNoTrustLevel() {
        RawPeer callee = join(RULED.without("callee", "call_trustlevels"));
        RawPeer caller = join(RULED);
        register(callee, uri("trusted"));

        call(caller, uri("trusted"));

        callee.expectExactly(INVOCATION, ANY, ANY, NONE);
    }
}
