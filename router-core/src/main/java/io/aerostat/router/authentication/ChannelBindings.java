package io.aerostat.router.authentication;

import io.aerostat.router.authentication.AuthenticationStep.Refused;

/** What becomes of a wish to bind an authentication to its TLS connection. */
final class ChannelBindings {
    private ChannelBindings() {}

    /**
     * Refuses it: the TLS of the JDKs that we run on gives out neither the first Finished message nor an exporter, and to go on without would
     * promise more than is kept (CRY-7, CRY-8, SCR-2).
     */
    static Refused refuse(String type, Denial denial) {
        String bounded = type.substring(0, Math.min(40, type.length()));
        return denial.because("channel binding \"" + bounded + "\" is not available here (expected none)");
    }
}
