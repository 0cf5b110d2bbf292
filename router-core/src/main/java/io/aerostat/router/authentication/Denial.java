package io.aerostat.router.authentication;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationStep.Refused;

/**
 * The refusal of wrong credentials. An unknown authid and a wrong secret are refused alike (AUT-6).
 *
 * @param reason the URI of the ABORT: the specification has {@code authentication_denied} (AUT-5), Crossbar.io's
 *     clients expect {@code not_authorized}
 */
public record Denial(String reason) {
    public static final Denial SPECIFICATION = new Denial(ErrorUris.AUTHENTICATION_DENIED);
    public static final Denial CROSSBAR = new Denial(ErrorUris.NOT_AUTHORIZED);

    /** Returns the step that refuses a client with this reason. */
    public Refused because(String message) {
        return new Refused(reason, message);
    }
}
