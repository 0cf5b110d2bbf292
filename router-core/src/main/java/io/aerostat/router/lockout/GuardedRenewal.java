package io.aerostat.router.lockout;

import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.session.TransportInfo;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Counts each refused renewal of a joined client as a failed login; otherwise, a session could try any number of
 * proofs. A refused renewal does not end the session. Any thread.
 *
 * @param authid the authid of the session; null if it is not counted
 * @param renewal checks the proofs
 */
record GuardedRenewal(
        LoginGuard guard, TransportInfo transport, @Nullable String authid, Validity.Renewal renewal)
        implements Validity.Renewal {
    @Override
    public CompletionStage<AuthenticationStep> renew(String proof) {
        return renewal.renew(proof).thenApply(step -> {
            if (step instanceof Refused refused) {
                guard.count(transport, authid, refused);
            }
            return step instanceof Granted granted ? guarded(granted) : step;
        });
    }

    private Granted guarded(Granted granted) {
        Validity next = granted.validity();
        return new Granted(
                granted.realm(),
                granted.authid(),
                granted.authrole(),
                granted.authprovider(),
                granted.extra(),
                next == null ? null : new GuardedRenewal(guard, transport, authid, next.renewal()).of(next));
    }

    /** Returns a validity with these renewals. */
    Validity of(Validity validity) {
        return new Validity(validity.until(), this);
    }
}
