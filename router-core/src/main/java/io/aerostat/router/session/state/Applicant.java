package io.aerostat.router.session.state;

import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.link.RefusalLog;
import org.jspecify.annotations.Nullable;

/** The authid and realm that a client requests, in a form that is safe to log. */
record Applicant(String authid, String realm) {
    /** Used before the client has sent HELLO. */
    static final Applicant UNKNOWN = of(null, null);

    static Applicant of(@Nullable String authid, @Nullable String realm) {
        return new Applicant(RefusalLog.printable(authid), RefusalLog.printable(realm));
    }

    static Applicant of(AuthenticationRequest request) {
        return of(request.details().authid(), request.realm());
    }
}
