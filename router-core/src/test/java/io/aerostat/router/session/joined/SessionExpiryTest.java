package io.aerostat.router.session.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests a session whose proof of identity expires (P30), with a fake loop and a fake clock. */
class SessionExpiryTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeLoop loop = new FakeLoop();
    private final FakePeer peer = new FakePeer(
            7,
            new Principal("realm1", "joe", "user", "jwt", "jwt", Map.of()),
            FakePeer.ALL_ROLES,
            TransportInfo.local(),
            loop);
    private final AtomicInteger expired = new AtomicInteger();
    private Instant now = BEGIN;
    private CompletableFuture<AuthenticationStep> checked = new CompletableFuture<>();

    private SessionExpiry expiry(Duration life) {
        return new SessionExpiry(peer, validity(life), () -> now, expired::incrementAndGet);
    }

    private Validity validity(Duration life) {
        return new Validity(BEGIN.plus(life), proof -> checked);
    }

    private Granted granted(String authid, Duration life) {
        return new Granted(null, authid, "user", "jwt", Map.of(), validity(life));
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
        loop.runScheduled();
    }

    private @Nullable Throwable failure(CompletionStage<Instant> renewed) {
        loop.runAll();
        return renewed.handle((until, failure) -> failure).toCompletableFuture().join();
    }

    @Test
    @Conformance("P30")
    void endsTheSessionAtTheMomentAndNotBefore() {
        expiry(Duration.ofMinutes(5));

        pass(Duration.ofMinutes(4));
        assertThat(expired).hasValue(0);
        pass(Duration.ofMinutes(1));

        assertThat(expired).hasValue(1);
    }

    @Test
    void waitsForAFarEndInSteps() {
        expiry(Duration.ofDays(3));

        for (int day = 1; day <= 2; day++) {
            pass(Duration.ofDays(1));
            assertThat(expired).hasValue(0);
        }
        pass(Duration.ofDays(1));

        assertThat(expired).hasValue(1);
    }

    @Test
    void aFreshProofMovesTheEnd() {
        SessionExpiry expiry = expiry(Duration.ofMinutes(5));

        CompletionStage<Instant> renewed = expiry.renew("fresh");
        checked.complete(granted("joe", Duration.ofMinutes(20)));
        loop.runAll();

        assertThat(renewed.toCompletableFuture().join()).isEqualTo(BEGIN.plus(Duration.ofMinutes(20)));
        pass(Duration.ofMinutes(10));
        assertThat(expired).hasValue(0);
        pass(Duration.ofMinutes(10));
        assertThat(expired).hasValue(1);
    }

    @Test
    void aRefusedProofLeavesTheEnd() {
        SessionExpiry expiry = expiry(Duration.ofMinutes(5));

        CompletionStage<Instant> renewed = expiry.renew("stale");
        checked.complete(new Refused("wamp.error.authentication_denied", "the token has expired"));

        assertThat(failure(renewed)).isInstanceOf(ServiceException.class);
        pass(Duration.ofMinutes(5));
        assertThat(expired).hasValue(1);
    }

    @Test
    void aProofOfAnotherIdentityIsRefused() {
        SessionExpiry expiry = expiry(Duration.ofMinutes(5));

        CompletionStage<Instant> renewed = expiry.renew("somebody else's");
        checked.complete(granted("ann", Duration.ofMinutes(20)));

        assertThat(failure(renewed)).isInstanceOf(ServiceException.class);
        pass(Duration.ofMinutes(5));
        assertThat(expired).hasValue(1);
    }

    @Test
    void aCheckThatFailsAnswersTheCallAndAllowsAnother() {
        SessionExpiry expiry = expiry(Duration.ofMinutes(5));

        CompletionStage<Instant> first = expiry.renew("fresh");
        CompletionStage<Instant> meanwhile = expiry.renew("fresh");
        checked.completeExceptionally(new IllegalStateException("a bug"));

        assertThat(failure(first)).isInstanceOf(ServiceException.class);
        assertThatThrownBy(() -> meanwhile.toCompletableFuture().join()).hasCauseInstanceOf(ServiceException.class);
        checked = new CompletableFuture<>();
        CompletionStage<Instant> later = expiry.renew("fresh");
        checked.complete(granted("joe", Duration.ofMinutes(20)));
        loop.runAll();
        assertThat(later.toCompletableFuture()).isCompleted();
    }
}
