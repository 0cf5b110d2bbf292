package io.aerostat.router.cookie;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who authenticated on a cookie, and how.
 *
 * @param requestedRealm the realm that was asked for, or null if the client left it to the router
 * @param realm the one that was joined
 * @param authmethod with which it was proven
 * @param authextra what WELCOME added for the account
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

    /** Whether a client that asks for this realm, or for none, may be taken for who this is: nobody gets into another realm by a cookie. */
    public boolean isFor(@Nullable String askedFor) {
        return askedFor == null || askedFor.equals(realm) || askedFor.equals(requestedRealm);
    }

    @Override
    public String toString() {
        return authid + " (" + authrole + ") on " + realm + " by " + authmethod;
    }
}
