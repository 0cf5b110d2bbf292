package io.aerostat.router.contract;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.protocol.uri.UriCheck;

/** The rules for the URIs of contracts. */
final class UriRules {
    private UriRules() {}

    /** @throws IllegalArgumentException if the URI is malformed, or reserved for the router */
    static void check(String uri, MatchPolicy match) {
        if (!UriCheck.LOOSE.isPattern(uri, match) || ReservedUris.isReserved(uri)) {
            throw new IllegalArgumentException("contract: found \"" + uri + "\" (expected a URI pattern for match \""
                    + match.wire() + "\" outside of the reserved wamp.)");
        }
    }
}
