package io.aerostat.router.authentication;

import io.aerostat.router.authentication.AuthenticationStep.Granted;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may join, and what proves it.
 *
 * @param realm to join instead of the one asked for, or null
 * @param authid the effective one, which may differ from the one that was asked for
 * @param extra goes into {@code WELCOME.Details.authextra}
 * @param credential what the method compares; never logged
 */
public record Account<C>(
        @Nullable String realm, String authid, String role, Map<String, @Nullable Object> extra, C credential) {
    public Account {
        extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** An account that takes the realm asked for and adds nothing. */
    public Account(String authid, String role, C credential) {
        this(null, authid, role, Map.of(), credential);
    }

    /** Returns the step that admits the client to this account. */
    public Granted granted(String provider) {
        return new Granted(realm, authid, role, provider, extra);
    }

    @Override
    public String toString() {
        return "Account[" + authid + ", " + role + "]";
    }
}
