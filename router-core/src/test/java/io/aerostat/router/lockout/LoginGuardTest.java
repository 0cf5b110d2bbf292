package io.aerostat.router.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authentication.LoginLimits.OfAddress;
import io.aerostat.router.authentication.LoginLimits.OfAuthid;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.observation.LockOut;
import io.aerostat.router.session.TransportInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests lockouts and delays after failed logins, with a fake clock. */
class LoginGuardTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Refused WRONG = new Refused("wamp.error.authentication_denied", "wrong");
    private static final LoginLimits LIMITS = new LoginLimits(
            Optional.of(new OfAddress(3, Duration.ofSeconds(10), Duration.ofSeconds(60))),
            Optional.of(new OfAuthid(2, Duration.ofSeconds(30), SECOND)));

    private final List<LockOut> begun = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5_000_000_000L;
    private final LoginGuard guard = new LoginGuard(LIMITS, begun::add, () -> now);

    private static AuthenticationRequest login(String peer, String authid) {
        return login("realm1", peer, authid, "tcp");
    }

    private static AuthenticationRequest login(String peer, String authid, String channel) {
        return login("realm1", peer, authid, channel);
    }

    private static AuthenticationRequest login(String realm, String peer, String authid, String channel) {
        return new AuthenticationRequest(
                1,
                realm,
                new HelloDetails(Roles.complete(Set.of(Role.CALLER)), null, List.of("ticket"), authid, null, Map.of()),
                new TransportInfo(channel, "websocket", peer, "", false, null, Map.of(), null, List.of()),
                Serialization.JSON);
    }

    private void fail(String peer, String authid) {
        guard.refused(login(peer, authid), "ticket", WRONG);
    }

    private static Granted granted(String authid) {
        return new Granted(null, authid, "user", "static", Map.of());
    }

    private void pass(int seconds) {
        now += SECOND.toNanos() * seconds;
    }

    private long locked(String peer) {
        return guard.lockedFor(login(peer, "any").transport());
    }

    private Duration delay(String peer, String authid) {
        return guard.delayOf(login(peer, authid));
    }

    @Test
    void anAddressIsLockedOutForItsTime() {
        fail("tcp4:192.0.2.1:1000", "ann");
        fail("tcp4:192.0.2.1:1001", "bob");
        assertThat(locked("tcp4:192.0.2.1:1002")).isZero();

        fail("tcp4:192.0.2.1:1002", "cid");

        assertThat(locked("tcp4:192.0.2.1:1003")).isEqualTo(60 * SECOND.toNanos());
        assertThat(locked("tcp4:192.0.2.2:1003")).isZero();
        pass(59);
        fail("tcp4:192.0.2.1:1004", "dan"); // began before the lockout, and does not extend it
        assertThat(locked("tcp4:192.0.2.1:1003")).isEqualTo(SECOND.toNanos());
        pass(1);
        assertThat(locked("tcp4:192.0.2.1:1003")).isZero();
        assertThat(begun).containsExactly(new LockOut("address", "192.0.2.1", 3, Duration.ofSeconds(60)));
        assertThat(guard.begun()).isEqualTo(Map.of("address", 1L));
    }

    @Test
    void failuresOfAnotherWindowDoNotAddUp() {
        for (int i = 0; i < 20; i++) {
            fail("tcp4:192.0.2.1:1000", "user" + i);
            pass(6);
        }

        assertThat(locked("tcp4:192.0.2.1:1000")).isZero();
    }

    @Test
    void afterItsTimeAnAddressHasAllItsTriesAgain() {
        for (int i = 0; i < 3; i++) {
            fail("tcp4:192.0.2.1:1000", "user" + i);
        }
        pass(60);

        fail("tcp4:192.0.2.1:1000", "a");
        fail("tcp4:192.0.2.1:1000", "b");

        assertThat(locked("tcp4:192.0.2.1:1000")).isZero();
        fail("tcp4:192.0.2.1:1000", "c");
        assertThat(locked("tcp4:192.0.2.1:1000")).isPositive();
    }

    /** The owner of an IPv6 network has 2^64 addresses. */
    @Test
    void theAddressesOfAnIpv6NetworkCountAsOne() {
        fail("tcp6:2001:db8:0:1:0:0:0:1:1000", "a");
        fail("tcp6:2001:db8:0:1:ffff:0:0:2%eth0:1000", "b");
        fail("tcp6:2001:db8:0:1:0:0:0:3", "c"); // from a proxy that does not report the port

        assertThat(locked("tcp6:2001:db8:0:1:0:0:0:9:1")).isPositive();
        assertThat(locked("tcp6:2001:db8:0:2:0:0:0:1:1")).isZero();
        assertThat(begun).extracting(LockOut::subject).containsExactly("2001:db8:0:1::/64");
    }

    @Test
    void anAuthidIsSlowedDownWhateverTheAddress() {
        fail("tcp4:192.0.2.1:1", "ann");
        assertThat(delay("tcp4:192.0.2.9:1", "ann")).isZero();

        fail("tcp4:192.0.2.2:1", "ann");

        assertThat(delay("tcp4:192.0.2.9:1", "ann")).isEqualTo(SECOND);
        assertThat(delay("tcp4:192.0.2.9:1", "bob")).isZero();
        assertThat(locked("tcp4:192.0.2.9:1")).isZero();
        assertThat(begun).containsExactly(new LockOut("authid", "ann", 2, Duration.ofSeconds(30)));
        pass(29);
        fail("tcp4:192.0.2.3:1", "ann"); // restarts the delay
        pass(29);
        assertThat(delay("tcp4:192.0.2.9:1", "ann")).isEqualTo(SECOND);
        pass(1);
        assertThat(delay("tcp4:192.0.2.9:1", "ann")).isZero();
    }

    @Test
    void theOwnerEndsTheDelayOfTheAuthidButNotTheCountOfTheAddress() {
        fail("tcp4:192.0.2.1:1", "ann");
        fail("tcp4:192.0.2.1:1", "ann");

        guard.granted(login("tcp4:192.0.2.1:1", "ann"), "ticket", granted("ann"));

        assertThat(delay("tcp4:192.0.2.1:1", "ann")).isZero();
        fail("tcp4:192.0.2.1:1", "bob");
        assertThat(locked("tcp4:192.0.2.1:1")).isPositive();
    }

    /**
     * If such a login ended the delay of an authid, a guesser could end the delay by claiming the authid without its
     * secret.
     */
    @Test
    void aClientThatProvesAnotherIdentityOrNoneDoesNotEndTheDelay() {
        fail("tcp4:192.0.2.1:1", "ann");
        fail("tcp4:192.0.2.1:1", "ann");

        guard.granted(login("tcp4:192.0.2.1:1", "ann"), "anonymous", granted("ann"));
        guard.granted(login("tcp4:192.0.2.1:1", "ann"), "anonymous", granted("AQ3K-XVTU"));
        guard.granted(login("tcp4:192.0.2.1:1", "ann"), "jwt", granted("joe"));

        assertThat(delay("tcp4:192.0.2.1:1", "ann")).isEqualTo(SECOND);
    }

    /** The realm of a HELLO is also only a claim, and a template accepts any number of realms. */
    @Test
    void anotherNameOfARealmGivesNoFurtherTries() {
        for (String realm : List.of("tenant.one", "tenant.two")) {
            guard.refused(login(realm, "tcp4:192.0.2.1:1", "ann", "tcp"), "ticket", WRONG);
        }

        assertThat(guard.delayOf(login("tenant.three", "tcp4:192.0.2.2:1", "ann", "tcp")))
                .isEqualTo(SECOND);
    }

    @Test
    void anEmptyAuthidIsNobody() {
        for (int i = 0; i < 5; i++) {
            fail("unix:/run/router.sock", "");
        }

        assertThat(delay("unix:/run/router.sock", "")).isZero();
        assertThat(begun).isEmpty();
    }

    @Test
    void aRefusedRenewalCountsForTheAddressAndTheAuthidOfTheSession() {
        Granted joe = new Granted(
                null,
                "joe",
                "user",
                "jwt",
                Map.of(),
                new Validity(Instant.MAX, proof -> CompletableFuture.completedFuture(WRONG)));
        Validity guarded = guard.guarded(login("tcp4:192.0.2.1:1", "ann"), joe).orElseThrow();

        for (int i = 0; i < 3; i++) {
            assertThat(guarded.renewal().renew("guess").toCompletableFuture()).isCompletedWithValue(WRONG);
        }

        assertThat(delay("tcp4:192.0.2.9:1", "joe")).isEqualTo(SECOND);
        assertThat(delay("tcp4:192.0.2.9:1", "ann")).isZero();
        assertThat(locked("tcp4:192.0.2.1:1")).isPositive();
    }

    /** A session may be renewed several times, and each renewal may fail. */
    @Test
    void aRefusedRenewalCountsAfterAnAcceptedOne() {
        Validity rest = new Validity(Instant.MAX, proof -> CompletableFuture.completedFuture(WRONG));
        Granted fresh = new Granted(null, "joe", "user", "jwt", Map.of(), rest);
        Granted first = new Granted(
                null,
                "joe",
                "user",
                "jwt",
                Map.of(),
                new Validity(Instant.MAX, proof -> CompletableFuture.completedFuture(fresh)));

        Validity guarded =
                guard.guarded(login("tcp4:192.0.2.1:1", "joe"), first).orElseThrow();
        Granted renewed =
                (Granted) guarded.renewal().renew("fresh").toCompletableFuture().join();
        Validity next = Objects.requireNonNull(renewed.validity());
        next.renewal().renew("guess");
        next.renewal().renew("guess");

        assertThat(delay("tcp4:192.0.2.9:1", "joe")).isEqualTo(SECOND);
    }

    @Test
    void refusalsThatRevealNothingAboutASecretDoNotCount() {
        for (int i = 0; i < 10; i++) {
            AuthenticationRequest login = login("tcp4:192.0.2.1:1", "ann");
            guard.refused(login, "ticket", new Refused("wamp.error.authentication_failed", "down"));
            guard.refused(login, "", new Refused("wamp.error.no_matching_auth_method", "none"));
            guard.refused(login, "anonymous", new Refused("wamp.error.no_such_realm", "no"));
            guard.refused(login, "cookie", WRONG);
        }

        assertThat(begun).isEmpty();
    }

    @Test
    void socketsOfTheMachineHaveNoAddress() {
        for (int i = 0; i < 10; i++) {
            fail("unix:/run/router.sock", "ann");
            guard.refused(login("local", "bob", "memory"), "ticket", WRONG);
        }

        assertThat(locked("unix:/run/router.sock")).isZero();
        assertThat(delay("unix:/run/router.sock", "ann")).isEqualTo(SECOND);
        assertThat(guard.delayOf(login("local", "bob", "memory"))).isZero();
    }

    @Test
    void aRemovedLimitEndsItsConsequences() {
        for (int i = 0; i < 3; i++) {
            fail("tcp4:192.0.2.1:1", "ann");
        }

        guard.limit(LoginLimits.NONE);
        assertThat(locked("tcp4:192.0.2.1:1")).isZero();
        assertThat(delay("tcp4:192.0.2.1:1", "ann")).isZero();

        guard.limit(LIMITS);
        assertThat(locked("tcp4:192.0.2.1:1")).isZero();
    }

    /** A router without failed logins does not pay for the table. */
    @Test
    void theTableIsCreatedAtTheFirstFailure() {
        FailedLogins logins = new FailedLogins(() -> now);
        logins.limitedFor("ann");
        logins.forget("ann");
        logins.forgetAll();
        assertThat(logins.size()).isZero();
        assertThat(logins.isUnused()).isTrue();

        logins.failed("ann", 5, SECOND, SECOND, false);

        assertThat(logins.isUnused()).isFalse();
        assertThat(logins.size()).isEqualTo(1);
    }

    @Test
    void theTablesAreBounded() {
        FailedLogins logins = new FailedLogins(() -> now);
        for (int i = 0; i < 200_000; i++) {
            logins.failed("subject" + i, 5, SECOND, SECOND, false);
        }

        assertThat(logins.size()).isLessThanOrEqualTo(65_536);
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatThrownBy(() -> new OfAddress(0, SECOND, SECOND))
                .hasMessage("failures: found 0 (expected at least 1)");
        assertThatThrownBy(() -> new OfAddress(1, Duration.ZERO, SECOND)).hasMessageStartingWith("window: found PT0S");
        assertThatThrownBy(() -> new OfAddress(1, SECOND, Duration.ofDays(2)))
                .hasMessageStartingWith("time: found PT48H");
        assertThatThrownBy(() -> new OfAuthid(1, SECOND, Duration.ofSeconds(5)))
                .hasMessageStartingWith("delay: found PT5S");
    }
}
