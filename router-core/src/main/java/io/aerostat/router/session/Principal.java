package io.aerostat.router.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is, as authentication decided (AUT-7).
 *
 * @param authextra what WELCOME adds; may be empty
 */
public record Principal(
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String authprovider,
        Map<String, @Nullable Object> authextra) {
    /** The role that may do everything: the router's own sessions, and components that the configuration trusts. */
    public static final String TRUSTED = "trusted";

    public Principal {
        authextra = authextra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    public boolean isTrusted() {
        return authrole.equals(TRUSTED);
    }

    @Override
    public String toString() {
        return authid + " (" + authrole + ") on " + realm;
    }
}
