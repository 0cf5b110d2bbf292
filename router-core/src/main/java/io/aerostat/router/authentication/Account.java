package io.aerostat.router.authentication;

import io.aerostat.router.authentication.AuthenticationStep.Granted;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account of an authentication method.
 *
 * @param realm the realm to join instead of the requested one, or null
 * @param authid the effective authid, which may differ from the requested one
 * @param extra the entries to add to {@code WELCOME.Details.authextra}
 * @param credential the secret or key that the method compares; never logged
 */
public record Account<C>(
        @Nullable String realm, String authid, String role, Map<String, @Nullable Object> extra, C credential) {
    public Account {
        extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Creates an account for the requested realm, without extra entries. */
    public Account(String authid, String role, C credential) {
        this(null, authid, role, Map.of(), credential);
    }

    /** Returns the step that lets the client join with this account. */
    public Granted granted(String provider) {
        return new Granted(realm, authid, role, provider, extra);
    }

    @Override
    public String toString() {
        return "Account[" + authid + ", " + role + "]";
    }
}
