package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.Dealer.Revoked;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakePeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests registering, unregistering and revoking, and the events that the meta API gets. */
class RegisterTest {
    private final TestDealer realm = new TestDealer();
    private final DealerClient first = realm.join();
    private final DealerClient second = realm.join();

    private static void assertRefused(DealerClient client, int type, String error) {
        ErrorMessage refusal = client.only(ErrorMessage.class);
        assertThat(refusal.requestType()).isEqualTo(type);
        assertThat(refusal.error()).isEqualTo(error);
    }

    @Test
    @Conformance({"RPC-1", "SHR-2"})
    void aProcedureIsRegisteredOnce() {
        first.register("com.app.add");
        second.requestRegister("com.app.add", RegisterOptions.NONE);
        assertRefused(second, Register.CODE, ErrorUris.PROCEDURE_ALREADY_EXISTS);
        first.requestRegister("com.app.add", RegisterOptions.NONE);
        assertRefused(first, Register.CODE, ErrorUris.PROCEDURE_ALREADY_EXISTS);
    }

    @Test
    @Conformance("RPC-2")
    void onlyTheHolderUnregistersAndOnlyOnce() {
        long registration = first.register("com.app.add");
        second.unregister(registration);
        assertRefused(second, Unregister.CODE, ErrorUris.NO_SUCH_REGISTRATION);
        first.unregister(registration + 100);
        assertRefused(first, Unregister.CODE, ErrorUris.NO_SUCH_REGISTRATION);
        first.unregister(registration);
        assertThat(first.only(Unregistered.class).revocation()).isNull();
        first.unregister(registration);
        assertRefused(first, Unregister.CODE, ErrorUris.NO_SUCH_REGISTRATION);
        assertThat(realm.dealer.allRegistrations()).isEmpty();
    }

    @Test
    void readingIsReleasedAsOftenAsItWasHeldWhenTheLastOtherLoopGoesMeanwhile() {
        long a = first.register("com.app.a");
        long b = first.register("com.app.b");
        long c = first.register("com.app.c");

        first.loop.enter(() -> {
            first.session.unregister(new Unregister(11, a));
            first.session.unregister(new Unregister(12, b));
            first.session.unregister(new Unregister(13, c));
        });
        assertThat(first.peer.readingHolds()).isOne();
        second.leave();

        assertThat(first.take())
                .containsExactly(new Unregistered(11, null), new Unregistered(12, null), new Unregistered(13, null));
        assertThat(first.peer.readingHolds()).isZero();
    }

    @Test
    @Conformance("PBR-6")
    void theSamePatternMayStandUnderEachPolicy() {
        long exact = first.register("com.app", CallOption.match(MatchPolicy.EXACT));
        long prefix = first.register("com.app", CallOption.match(MatchPolicy.PREFIX));
        long wildcard = first.register("com.app", CallOption.match(MatchPolicy.WILDCARD));
        assertThat(exact).isNotEqualTo(prefix).isNotEqualTo(wildcard);
        assertThat(prefix).isNotEqualTo(wildcard);
    }

    @ParameterizedTest
    @CsvSource({"WILDCARD, .foo.bar", "PREFIX, wam"})
    @Conformance("URI-5")
    void aPatternOfAnApplicationDoesNotReachIntoTheNamespaceOfTheProtocol(MatchPolicy match, String pattern) {
        first.register(pattern, CallOption.match(match));

        long request = second.call("wamp.foo.bar");

        assertThat(second.failed(request)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
        assertThat(realm.dealer.match("wamp.foo.bar")).isEmpty();
    }

    @Test
    @Conformance("URI-5")
    void aPatternOfTheProtocolItselfServesItsNamespace() {
        first.register("wamp.foo.", CallOption.match(MatchPolicy.PREFIX));

        second.call("wamp.foo.bar");

        first.only(Invocation.class);
    }

    @ParameterizedTest
    @EnumSource(value = InvocationPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
    @Conformance({"SHR-1", "SHR-4", "SHR-6", "A-10"})
    void sharersHaveOneIdAndAreListedOnce(InvocationPolicy policy) {
        long registration = first.register("com.app.add", CallOption.shared(policy));
        assertThat(second.register("com.app.add", CallOption.shared(policy))).isEqualTo(registration);
        assertThat(first.register("com.app.add", CallOption.shared(policy))).isEqualTo(registration);
        assertThat(realm.dealer.callees(registration)).containsExactly(first.id(), second.id());
        first.unregister(registration);
        assertThat(realm.dealer.callees(registration)).containsExactly(second.id());
    }

    @Test
    @Conformance({"SHR-3", "A-9"})
    void sharersAgreeOnThePolicy() {
        first.register("com.app.add", CallOption.shared(InvocationPolicy.ROUNDROBIN));
        second.requestRegister("com.app.add", CallOption.shared(InvocationPolicy.RANDOM));
        assertRefused(second, Register.CODE, ErrorUris.PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY);
    }

    @Test
    @Conformance({"RM-1", "RM-2", "RM-3"})
    void theListenerIsCalledForEveryChangeInOrder() {
        long registration = first.register("com.app.add", CallOption.shared(InvocationPolicy.FIRST));
        second.register("com.app.add", CallOption.shared(InvocationPolicy.FIRST));
        first.unregister(registration);
        second.leave();
        assertThat(realm.events.take())
                .containsExactly(
                        "create 100 1 com.app.add exact first",
                        "register 100 1",
                        "register 101 1",
                        "unregister 100 1",
                        "unregister 101 1",
                        "delete 101 1");
    }

    @Test
    void theListenerIsNotCalledForProceduresOfTheProtocol() {
        long registration = first.register("wamp.session.count");
        first.unregister(registration);
        first.register("wampum.count");
        assertThat(realm.events.take()).containsExactly("create 100 2 wampum.count exact single", "register 100 2");
    }

    @Test
    @Conformance({"SHR-7", "REV-1", "REV-2", "A-34"})
    void forceReregisterTakesTheProcedureAndTellsThoseWhoUnderstand() {
        DealerClient silent = realm.join(FakePeer.without(Role.CALLEE, Feature.REGISTRATION_REVOCATION));
        long old = first.register("com.app.add", CallOption.shared(InvocationPolicy.ROUNDROBIN));
        silent.register("com.app.add", CallOption.shared(InvocationPolicy.ROUNDROBIN));
        realm.events.take();

        second.requestRegister("com.app.add", CallOption.force(InvocationPolicy.SINGLE));

        long taken = second.only(Registered.class).registration();
        assertThat(taken).isNotEqualTo(old);
        assertThat(first.only(Unregistered.class))
                .isEqualTo(new Unregistered(0, new Revocation(old, "wamp.error.unregistered")));
        silent.silent();
        assertThat(realm.dealer.callees(taken)).containsExactly(second.id());
        assertThat(realm.dealer.registration(old)).isEmpty();
        assertThat(first.session.registrations()).isZero();
        assertThat(realm.events.take())
                .containsExactly(
                        "unregister 100 1",
                        "unregister 102 1",
                        "delete 102 1",
                        "create 101 2 com.app.add exact single",
                        "register 101 2");
        first.unregister(old);
        assertRefused(first, Unregister.CODE, ErrorUris.NO_SUCH_REGISTRATION);
    }

    @Test
    @Conformance("REV-4")
    void aCalleeCanBeRemoved() {
        long registration = first.register("com.app.add");
        assertThat(realm.dealer.revoke(registration + 1, first.id(), null)).isEqualTo(Revoked.NO_SUCH_REGISTRATION);
        assertThat(realm.dealer.revoke(registration, second.id(), null)).isEqualTo(Revoked.NO_SUCH_CALLEE);
        assertThat(realm.dealer.revoke(registration, first.id(), "com.app.maintenance"))
                .isEqualTo(Revoked.DONE);
        realm.settle();
        assertThat(first.only(Unregistered.class).revocation())
                .isEqualTo(new Revocation(registration, "com.app.maintenance"));
        assertThat(second.call("com.app.add")).isPositive();
        assertThat(second.failed(1)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
    }

    @Test
    void theRegistrationsOfASessionAreLimited() {
        TestDealer small = new TestDealer(DealerOptions.DEFAULT.withLimits(new DealerLimits(2, 1, 1, 1, 1)));
        DealerClient client = small.join();
        client.register("com.app.a");
        client.register("com.app.b");
        client.requestRegister("com.app.c", RegisterOptions.NONE);
        assertRefused(client, Register.CODE, ErrorUris.LIMIT_EXCEEDED);
    }

    @Test
    @Conformance("CID-3")
    void theWishToKnowCallersCanBeRefused() {
        TestDealer discreet = new TestDealer(DealerOptions.DEFAULT.withDisclosure(DisclosurePolicy.REFUSE));
        DealerClient client = discreet.join();
        client.requestRegister("com.app.a", CallOption.DISCLOSE_CALLER);
        assertRefused(client, Register.CODE, ErrorUris.DISCLOSE_ME_DISALLOWED);
    }

    @Test
    @Conformance({"RM-4", "PBR-4"})
    void theDirectoryFindsWhatIsThere() {
        long prefix = first.register("com.app", CallOption.match(MatchPolicy.PREFIX));
        assertThat(realm.dealer.lookup("com.app", MatchPolicy.EXACT)).isEmpty();
        assertThat(realm.dealer.lookup("com.app", MatchPolicy.PREFIX))
                .map(RegistrationDetails::id)
                .contains(prefix);
        assertThat(realm.dealer.match("com.application.x"))
                .map(RegistrationDetails::invoke)
                .contains(InvocationPolicy.SINGLE);
        assertThat(realm.dealer.match("com.ap")).isEmpty();
        assertThat(realm.dealer.registration(prefix))
                .map(RegistrationDetails::match)
                .contains(MatchPolicy.PREFIX);
        assertThat(realm.dealer.callees(prefix + 1)).isEmpty();
    }

    /** The cases are those of the table in the specification's chapter on pattern-based registrations. */
    @ParameterizedTest
    @CsvSource({
        "a1.b2.c3.d4.e55, 1",
        "a1.b2.c3.d98.e74, 2",
        "a1.b2.c3.d4.e325, 3",
        "a1.b2.c55.d4.e5, 4",
        "a1.b2.c33.d4.e5, 5",
        "a1.b2.c88.d4.e5.f6.g7, 6",
        "a2.b2.c2.d2.e2, 0",
    })
    @Conformance({"PBR-4", "PBR-5"})
    void theBestMatchWins(String procedure, int expected) {
        first.register("a1.b2.c3.d4.e55");
        first.register("a1.b2.c3", CallOption.match(MatchPolicy.PREFIX));
        first.register("a1.b2.c3.d4", CallOption.match(MatchPolicy.PREFIX));
        first.register("a1.b2..d4.e5", CallOption.match(MatchPolicy.WILDCARD));
        first.register("a1.b2.c33..e5", CallOption.match(MatchPolicy.WILDCARD));
        first.register("a1.b2..d4.e5..g7", CallOption.match(MatchPolicy.WILDCARD));
        first.register("a1.b2..d4..f6.g7", CallOption.match(MatchPolicy.WILDCARD));
        long request = second.call(procedure);
        if (expected == 0) {
            assertThat(second.failed(request)).isEqualTo(ErrorUris.NO_SUCH_PROCEDURE);
            return;
        }
        Invocation invocation = first.invoked();
        assertThat(invocation.registration()).isEqualTo(expected);
        assertThat(invocation.details().procedure()).isEqualTo(expected == 1 ? null : procedure);
    }
}
