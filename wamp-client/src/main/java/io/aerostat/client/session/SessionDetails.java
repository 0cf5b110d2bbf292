package io.aerostat.client.session;

import io.aerostat.protocol.feature.Roles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to the router, as WELCOME says (SES-6, SES-7). A text that the router left out is empty.
 *
 * @param id of the session
 * @param authid the effective authid, which may differ from the one asked for (AUT-7)
 * @param authrole the effective role
 * @param authmethod the method that was used
 * @param authprovider where the principal came from
 * @param authextra what the method or authenticator adds
 * @param routerRoles the router's roles and features
 * @param agent the router's software
 */
public record SessionDetails(
        long id,
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String authprovider,
        Map<String, @Nullable Object> authextra,
        Roles routerRoles,
        String agent) {
    public SessionDetails {
        authextra = Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    /** Without {@code authextra}. */
    @Override
    public String toString() {
        return "SessionDetails[" + id + ", realm " + realm + ", authid " + authid + ", authrole " + authrole + "]";
    }
}
