package io.aerostat.client.session;

import io.aerostat.protocol.feature.Roles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a session, as WELCOME describes it (SES-6, SES-7). A text that the router left out is empty.
 *
 * @param id the session id
 * @param authid the effective authid, which may differ from the requested one (AUT-7)
 * @param authrole the effective role
 * @param authmethod the method that was used
 * @param authprovider the source of the account
 * @param authextra entries of the method or the authenticator
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

    /** Leaves out {@code authextra}, which may hold secrets. */
    @Override
    public String toString() {
        return "SessionDetails[" + id + ", realm " + realm + ", authid " + authid + ", authrole " + authrole + "]";
    }
}
