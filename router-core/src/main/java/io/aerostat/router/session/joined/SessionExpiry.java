package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.Principal;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a session when the proof of its client's identity expires, unless the client renews the proof (P30). Confined to
 * the session's loop.
 */
final class SessionExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(SessionExpiry.class);

    /** The longest delay of one timer. For a later expiry, several timers follow each other. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private final Peer session;
    private final InstantSource clock;
    private final Runnable onExpired;
    private Validity validity;
    private @Nullable Future<?> timer;
    private boolean isRenewing;

    /**
     * Starts the timer.
     *
     * @param onExpired ends the session
     */
    SessionExpiry(Peer session, Validity validity, InstantSource clock, Runnable onExpired) {
        this.session = session;
        this.validity = validity;
        this.clock = clock;
        this.onExpired = onExpired;
        await();
    }

    private void await() {
        Duration left = Duration.between(clock.instant(), validity.until());
        Duration delay = left.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : left;
        timer = session.loop().schedule(this::endIfDue, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void endIfDue() {
        if (clock.instant().isBefore(validity.until())) {
            await();
        } else {
            onExpired.run();
        }
    }

    /** Checks a fresh proof. If the proof is refused, the session still ends when the old proof expires. */
    CompletionStage<Instant> renew(String proof) {
        if (isRenewing) {
            return CompletableFuture.failedFuture(new ServiceException(
                    ErrorUris.LIMIT_EXCEEDED, "found a renewal while another one is checked (expected one at a time)"));
        }
        isRenewing = true;
        CompletableFuture<Instant> renewed = new CompletableFuture<>();
        check(proof)
                .whenComplete((step, failure) -> session.run(() -> {
                    isRenewing = false;
                    try {
                        renewed.complete(accept(step, failure));
                    } catch (ServiceException e) {
                        renewed.completeExceptionally(e);
                    }
                }));
        return renewed;
    }

    private CompletionStage<AuthenticationStep> check(String proof) {
        try {
            return validity.renewal().renew(proof);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Instant accept(@Nullable AuthenticationStep step, @Nullable Throwable failure) {
        if (!session.isLive()) {
            throw new ServiceException(ErrorUris.NO_SUCH_SESSION, "the session has ended");
        }
        if (step instanceof Granted granted && granted.validity() != null) {
            requireSame(granted);
            validity = granted.validity();
            cancel();
            await();
            return validity.until();
        }
        if (step instanceof Refused refused) {
            throw new ServiceException(refused.reason(), refused.message());
        }
        LOG.atError().setCause(failure).log("{}: a fresh token could not be checked", session);
        throw new ServiceException(ErrorUris.AUTHENTICATION_FAILED, "the token could not be checked");
    }

    /** Checks that a fresh proof proves the same identity, because a renewal cannot change what the session may do. */
    private void requireSame(Granted granted) {
        Principal principal = session.principal();
        boolean isSame = granted.authid().equals(principal.authid())
                && granted.authrole().equals(principal.authrole())
                && (granted.realm() == null || granted.realm().equals(principal.realm()));
        if (!isSame) {
            throw new ServiceException(
                    ErrorUris.AUTHENTICATION_DENIED,
                    "found a token of another identity (expected one for authid \"" + principal.authid()
                            + "\" and authrole \"" + principal.authrole() + "\")");
        }
    }

    /** Called when the session ends. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
