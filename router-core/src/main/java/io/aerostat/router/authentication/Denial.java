package io.aerostat.router.authentication;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationStep.Refused;

/**
 * The refusal of wrong credentials. An unknown authid and a wrong secret get the same refusal (AUT-6).
 *
 * @param reason the URI of the ABORT: {@code authentication_denied} in the specification (AUT-5), while clients of
 *     Crossbar.io expect {@code not_authorized}
 */
public record Denial(String reason) {
    public static final Denial SPECIFICATION = new Denial(ErrorUris.AUTHENTICATION_DENIED);
    public static final Denial CROSSBAR = new Denial(ErrorUris.NOT_AUTHORIZED);

    /** Returns the step that refuses a client with this message. */
    public Refused because(String message) {
        return new Refused(reason, message);
    }
}
