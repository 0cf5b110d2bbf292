package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakePeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests which callees learn the caller's identity and trust level. */
class CallerIdentificationTest {
    private static InvocationDetails details(
            DisclosurePolicy policy, boolean announced, RegisterOptions registered, CallOptions called, Permit permit) {
        TestDealer realm = new TestDealer(DealerOptions.DEFAULT.withDisclosure(policy));
        DealerClient caller = realm.join();
        DealerClient callee = realm.join(
                announced ? FakePeer.ALL_ROLES : FakePeer.without(Role.CALLEE, Feature.CALLER_IDENTIFICATION));
        callee.register("com.app.who", registered);
        caller.call("com.app.who", called, permit);
        return callee.invoked().details();
    }

    private static void assertDisclosed(InvocationDetails details) {
        assertThat(details.caller()).isEqualTo(100);
        assertThat(details.callerAuthid()).isEqualTo("user100");
        assertThat(details.callerAuthrole()).isEqualTo("role100");
    }

    @Test
    @Conformance("CID-1")
    void aCallerMayDiscloseItself() {
        assertDisclosed(
                details(DisclosurePolicy.ALLOW, true, RegisterOptions.NONE, CallOption.DISCLOSE_ME, Permit.PLAIN));
    }

    @Test
    @Conformance("A-32")
    void aCalleeWithoutTheFeatureDoesNotGetTheCaller() {
        assertThat(details(DisclosurePolicy.ALLOW, false, RegisterOptions.NONE, CallOption.DISCLOSE_ME, Permit.PLAIN))
                .isSameAs(InvocationDetails.NONE);
    }

    @ParameterizedTest
    @EnumSource(DisclosurePolicy.class)
    @Conformance("CID-5")
    void withoutAWishNothingIsDisclosed(DisclosurePolicy policy) {
        assertThat(details(policy, true, RegisterOptions.NONE, CallOptions.NONE, Permit.PLAIN))
                .isSameAs(InvocationDetails.NONE);
    }

    @Test
    @Conformance("CID-3")
    void aCalleeMayAskForIt() {
        assertDisclosed(
                details(DisclosurePolicy.ALLOW, false, CallOption.DISCLOSE_CALLER, CallOptions.NONE, Permit.PLAIN));
    }

    @ParameterizedTest
    @EnumSource(DisclosurePolicy.class)
    @Conformance("CID-4")
    void theConfigurationMayForceIt(DisclosurePolicy policy) {
        assertDisclosed(details(policy, false, RegisterOptions.NONE, CallOptions.NONE, Permit.DISCLOSED));
        assertDisclosed(details(policy, false, RegisterOptions.NONE, CallOption.DISCLOSE_ME, Permit.DISCLOSED));
    }

    @Test
    @Conformance("CID-2")
    void theRealmMayRefuseTheWish() {
        TestDealer realm = new TestDealer(DealerOptions.DEFAULT.withDisclosure(DisclosurePolicy.REFUSE));
        DealerClient caller = realm.join();
        DealerClient callee = realm.join();
        callee.register("com.app.who");
        long request = caller.call("com.app.who", CallOption.DISCLOSE_ME);
        assertThat(caller.failed(request)).isEqualTo(ErrorUris.DISCLOSE_ME_DISALLOWED);
        callee.silent();
        realm.assertIdle();
    }

    @Test
    @Conformance({"CID-2", "A-31"})
    void theRealmMayIgnoreTheWish() {
        assertThat(details(
                        DisclosurePolicy.IGNORE,
                        true,
                        CallOption.DISCLOSE_CALLER,
                        CallOption.DISCLOSE_ME,
                        Permit.PLAIN))
                .isSameAs(InvocationDetails.NONE);
    }

    @ParameterizedTest
    @CsvSource({"true, 0, 0", "true, 5, 5", "true, -1, -1", "false, 5, -1"})
    @Conformance({"TRU-1", "A-57"})
    void onlyPeersThatAnnouncedTheFeatureGetTheTrustLevel(boolean announced, int level, long told) {
        TestDealer realm = new TestDealer();
        DealerClient callee =
                realm.join(announced ? FakePeer.ALL_ROLES : FakePeer.without(Role.CALLEE, Feature.CALL_TRUSTLEVELS));
        callee.register("com.app.who");
        realm.join().call("com.app.who", CallOptions.NONE, new Permit(false, level));
        assertThat(callee.invoked().details().trustlevel()).isEqualTo(told);
    }

    /** The meta API needs to know the caller, so that a session that kills others does not kill itself (SM-1). */
    @ParameterizedTest
    @EnumSource(DisclosurePolicy.class)
    @Conformance({"CID-3", "META-1"})
    void theRouterItselfKnowsItsCallersWhateverTheRealmSays(DisclosurePolicy policy) {
        TestDealer realm = new TestDealer(DealerOptions.DEFAULT.withDisclosure(policy));
        DealerClient caller = realm.join();
        DealerClient service = realm.join();
        service.peer.trust();
        service.register("wamp.session.kill", CallOption.DISCLOSE_CALLER);

        caller.call("wamp.session.kill");

        assertDisclosed(service.invoked().details());
    }
}
