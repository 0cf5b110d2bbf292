package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;

/**
 * Why a request is not served.
 *
 * @param error a URI
 * @param text for people
 */
record Refusal(String error, String text) implements Registrations.Outcome {
    /** The text begins with the limit's name, which is also its key in the configuration. */
    static Refusal ofLimit(String name, int limit) {
        return new Refusal(ErrorUris.LIMIT_EXCEEDED, limitText(name, limit));
    }

    static String limitText(String name, int limit) {
        return name + ": the limit of " + limit + " is reached";
    }

    static Refusal ofDisclosure() {
        return new Refusal(ErrorUris.DISCLOSE_ME_DISALLOWED, "the realm does not allow callers to be disclosed");
    }
}
