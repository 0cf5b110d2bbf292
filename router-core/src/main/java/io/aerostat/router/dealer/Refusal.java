package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;

/**
 * Why a request is not served.
 *
 * @param error a URI
 * @param text for people
 */
record Refusal(String error, String text) implements Registrations.Outcome {
    static Refusal ofDisclosure() {
        return new Refusal(ErrorUris.DISCLOSE_ME_DISALLOWED, "the realm does not allow callers to be disclosed");
    }
}
