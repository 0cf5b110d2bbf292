package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The authorizers of a realm's roles. Immutable; any thread. */
public final class RoleAuthorizers {
    private static final Decision DISCLOSED = new Decision.Allowed(Permit.DISCLOSED);

    private final Map<String, Authorizer> byRole = new HashMap<>();

    /** @throws IllegalArgumentException if two roles have one name */
    public RoleAuthorizers(List<Role> roles, ProcedureCaller caller, Duration deadline, int cachedDecisions) {
        for (Role role : roles) {
            if (byRole.put(role.name(), authorizer(role, caller, deadline, cachedDecisions)) != null) {
                throw new IllegalArgumentException("role \"" + role.name() + "\": found twice (expected once)");
            }
        }
        // The router's own sessions, and the components that the configuration trusts, may do everything and are always
        // disclosed.
        byRole.put(Principal.TRUSTED, request -> DISCLOSED);
    }

    private static Authorizer authorizer(Role role, ProcedureCaller caller, Duration deadline, int cachedDecisions) {
        if (role instanceof Role.WithPermissions permissions) {
            return new StaticAuthorizer(permissions.permissions());
        }
        if (role instanceof Role.WithAuthorizer dynamic) {
            return new DynamicAuthorizer(caller, dynamic.procedure(), deadline, cachedDecisions);
        }
        return request -> GuardedProcedures.isGuarded(request) ? Denials.notAuthorized(request) : Decision.PLAIN;
    }

    /** Returns the authorizer of a role, or null if the realm has no such role. */
    public @Nullable Authorizer find(String role) {
        return byRole.get(role);
    }

    /** Forgets the decisions of dynamic authorizers (P11). */
    public void purge() {
        for (Authorizer authorizer : byRole.values()) {
            if (authorizer instanceof DynamicAuthorizer dynamic) {
                dynamic.purge();
            }
        }
    }
}
