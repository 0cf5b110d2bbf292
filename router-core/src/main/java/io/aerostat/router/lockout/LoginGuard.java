package io.aerostat.router.lockout;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.link.ClientAddress;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.observation.LockOut;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.tally.NamedCounters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protects secrets from guessing, over all transports and methods of a router: locks out an address from which logins
 * fail, and slows down the logins with an authid whose logins fail. Any thread.
 */
public final class LoginGuard {
    private static final Logger LOG = LoggerFactory.getLogger(LoginGuard.class);

    /** The URIs of refusals that are not caused by a wrong secret. */
    private static final Set<String> NO_GUESSES = Set.of(
            ErrorUris.AUTHENTICATION_FAILED, // the method itself failed
            ErrorUris.AUTHENTICATION_REQUIRED,
            ErrorUris.NO_MATCHING_AUTH_METHOD,
            ErrorUris.NO_SUCH_REALM,
            ErrorUris.NO_SUCH_ROLE);

    private static final int LONGEST_SUBJECT = 200;

    private final FailedLogins addresses;
    private final FailedLogins authids;
    private final Consumer<LockOut> observer;
    private final NamedCounters begun = new NamedCounters();
    private volatile LoginLimits limits;

    /**
     * @param observer called when an address is locked out, or an authid is slowed down
     * @param nanoTime a clock such as {@link System#nanoTime()}
     */
    public LoginGuard(LoginLimits limits, Consumer<LockOut> observer, LongSupplier nanoTime) {
        this.limits = limits;
        this.observer = observer;
        this.addresses = new FailedLogins(nanoTime);
        this.authids = new FailedLogins(nanoTime);
    }

    /** Replaces the limits. Failures that a removed limit has counted are forgotten. */
    public void limit(LoginLimits replacement) {
        limits = replacement;
        if (replacement.address().isEmpty()) {
            addresses.forgetAll();
        }
        if (replacement.authid().isEmpty()) {
            authids.forgetAll();
        }
    }

    /** Returns the nanoseconds for which a client's address is locked out; zero if the address is not locked out. */
    public long lockedFor(TransportInfo transport) {
        if (limits.address().isEmpty()) {
            return 0;
        }
        String address = ClientAddress.of(transport.peer());
        return address == null ? 0 : addresses.limitedFor(address);
    }

    /** Returns how long to wait before the login of a client begins; zero for a login that is not slowed down. */
    public Duration delayOf(AuthenticationRequest request) {
        LoginLimits.OfAuthid limit = limits.authid().orElse(null);
        String subject = limit == null ? null : authid(request);
        return limit != null && subject != null && authids.limitedFor(subject) > 0 ? limit.delay() : Duration.ZERO;
    }

    /**
     * Counts a refused login, if the refusal says that the client has no valid proof of its identity.
     *
     * @param method the method that refused the client; empty if none did
     */
    public void refused(AuthenticationRequest request, String method, Refused refused) {
        // A refused cookie is not a guess: the value of a cookie is random, and pages often send a cookie that has
        // expired.
        if (!method.isEmpty() && !method.equals("cookie")) {
            count(request.transport(), authid(request), refused);
        }
    }

    /**
     * Counts a refused proof.
     *
     * @param authid the authid that the client wanted to prove; null if there is none
     */
    void count(TransportInfo transport, @Nullable String authid, Refused refused) {
        if (NO_GUESSES.contains(refused.reason())) {
            return;
        }
        LoginLimits present = limits;
        String address = ClientAddress.of(transport.peer());
        if (address != null) {
            present.address()
                    .filter(limit -> addresses.failed(address, limit.failures(), limit.window(), limit.time(), false))
                    .ifPresent(limit -> begins(new LockOut("address", address, limit.failures(), limit.time())));
        }
        if (authid != null) {
            present.authid()
                    .filter(limit -> authids.failed(authid, limit.failures(), limit.window(), limit.window(), true))
                    .ifPresent(limit -> begins(
                            new LockOut("authid", RefusalLog.printable(authid), limit.failures(), limit.window())));
        }
    }

    private void begins(LockOut lockOut) {
        begun.count(lockOut.kind());
        RefusalLog.warning(LOG)
                .log(
                        "{} {}: {} for {} s after {} failed logins",
                        lockOut.kind(),
                        lockOut.subject(),
                        lockOut.kind().equals("address") ? "locked out" : "logins are slowed down",
                        lockOut.time().toSeconds(),
                        lockOut.failures());
        observer.accept(lockOut);
    }

    /**
     * Forgets the failed logins with an authid, because its owner has joined. The failed logins of the address still
     * count. An anonymous client, and a client that has proved another identity, need not be the owner of the authid in
     * its HELLO.
     */
    public void granted(AuthenticationRequest request, String method, Granted granted) {
        boolean isOwner = !method.equals("anonymous")
                && granted.authid().equals(request.details().authid());
        if (isOwner && limits.authid().isPresent()) {
            authids.forget(authid(request));
        }
    }

    /**
     * Returns the validity of a proof, wrapped so that refused renewals are counted; empty if the proof does not
     * expire.
     */
    public Optional<Validity> guarded(AuthenticationRequest request, Granted granted) {
        return Optional.ofNullable(granted.validity())
                .map(validity -> new GuardedRenewal(
                                this,
                                request.transport(),
                                authid(request.transport(), granted.authid()),
                                validity.renewal())
                        .of(validity));
    }

    /**
     * Returns how often an address was locked out or an authid was slowed down, by kind: {@code address} or
     * {@code authid}.
     */
    public Map<String, Long> begun() {
        return begun.read();
    }

    private static @Nullable String authid(AuthenticationRequest request) {
        return authid(request.transport(), request.details().authid());
    }

    /**
     * Returns an authid as a text of limited length: authids that begin with the same 200 characters share their failed
     * logins. Returns null if there is no authid to protect. All realms of the router share the failed logins of an
     * authid, because an attacker could try one realm after another.
     */
    private static @Nullable String authid(TransportInfo transport, @Nullable String authid) {
        if (authid == null || authid.isEmpty() || transport.channelType().equals("memory")) {
            return null;
        }
        return authid.length() > LONGEST_SUBJECT ? authid.substring(0, LONGEST_SUBJECT) : authid;
    }
}
