package io.aerostat.router.session.state;

import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.link.RefusalLog;
import org.jspecify.annotations.Nullable;

/** Who wants to join which realm, as far as HELLO has said, fit for a log line. */
record Applicant(String authid, String realm) {
    /** Has not said HELLO. */
    static final Applicant UNKNOWN = of(null, null);

    static Applicant of(@Nullable String authid, @Nullable String realm) {
        return new Applicant(RefusalLog.printable(authid), RefusalLog.printable(realm));
    }

    static Applicant of(AuthenticationRequest request) {
        return of(request.details().authid(), request.realm());
    }
}
