package io.aerostat.router.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a session, as determined by authentication (AUT-7).
 *
 * @param authextra the {@code authextra} of WELCOME; may be empty
 */
public record Principal(
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String authprovider,
        Map<String, @Nullable Object> authextra) {
    /**
     * The role of the router's own sessions and of components that the configuration trusts. These sessions may do
     * everything.
     */
    public static final String TRUSTED = "trusted";

    public Principal {
        authextra = authextra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    /** Checks whether the session has the role {@code trusted}, which may do everything. */
    public boolean isTrusted() {
        return authrole.equals(TRUSTED);
    }

    @Override
    public String toString() {
        return authid + " (" + authrole + ") on " + realm;
    }
}
