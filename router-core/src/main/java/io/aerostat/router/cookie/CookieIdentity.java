package io.aerostat.router.cookie;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity that a cookie proves.
 *
 * @param requestedRealm the realm that was requested, or null if the client left the choice to the router
 * @param realm the realm that was joined
 * @param authmethod the method that proved the identity
 * @param authextra the entries of WELCOME that belong to the account
 */
public record CookieIdentity(
        @Nullable String requestedRealm,
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String authprovider,
        Map<String, @Nullable Object> authextra) {
    public CookieIdentity {
        authextra = authextra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    /**
     * Checks whether a client that requests this realm, or no realm (null), may join with this identity. A cookie never
     * admits a client to another realm.
     */
    public boolean isFor(@Nullable String askedFor) {
        return askedFor == null || askedFor.equals(realm) || askedFor.equals(requestedRealm);
    }

    @Override
    public String toString() {
        return authid + " (" + authrole + ") on " + realm + " by " + authmethod;
    }
}
