package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The authorizers of a realm's roles. Readable on any thread; only one thread at a time may call {@link #update}. */
public final class RoleAuthorizers {
    private static final Decision DISCLOSED = new Decision.Allowed(Permit.DISCLOSED);
    /**
     * Allows everything, and always discloses the identity: for the router's own sessions and for components that the
     * configuration trusts.
     */
    private static final Authorizer TRUSTED = request -> DISCLOSED;

    private final ProcedureCaller caller;
    private final Executor checks;
    private final Map<String, RoleAuthorizer> byRole = new ConcurrentHashMap<>();

    /**
     * Creates the authorizers.
     *
     * @param checks looks up the schemas of types that dynamic authorizers name
     * @throws IllegalArgumentException if two roles have the same name
     */
    public RoleAuthorizers(
            List<Role> roles, ProcedureCaller caller, Executor checks, Duration deadline, int cachedDecisions) {
        this.caller = caller;
        this.checks = checks;
        requireOnce(roles);
        roles.forEach(role -> put(role, deadline, cachedDecisions));
    }

    /**
     * Replaces the roles. A role that has not changed keeps its authorizer, unless {@code renewed}. A changed or
     * removed role takes effect with the next request of each session.
     *
     * @param renewed whether the options of dynamic authorizers have changed
     * @throws IllegalArgumentException if two roles have the same name; in that case, nothing changes
     */
    public void update(List<Role> roles, Duration deadline, int cachedDecisions, boolean renewed) {
        requireOnce(roles);
        Set<String> names = new HashSet<>();
        for (Role role : roles) {
            names.add(role.name());
            RoleAuthorizer place = byRole.get(role.name());
            boolean stays = place != null && role.equals(place.role());
            if (!stays || (renewed && role instanceof Role.WithAuthorizer)) {
                put(role, deadline, cachedDecisions);
            }
        }
        byRole.forEach((name, place) -> {
            if (!names.contains(name)) {
                place.remove();
            }
        });
    }

    private static void requireOnce(List<Role> roles) {
        Set<String> names = new HashSet<>();
        for (Role role : roles) {
            if (!names.add(role.name())) {
                throw new IllegalArgumentException("role \"" + role.name() + "\": found twice (expected once)");
            }
        }
    }

    private void put(Role role, Duration deadline, int cachedDecisions) {
        byRole.computeIfAbsent(role.name(), name -> new RoleAuthorizer())
                .become(role, authorizer(role, deadline, cachedDecisions));
    }

    private Authorizer authorizer(Role role, Duration deadline, int cachedDecisions) {
        if (role instanceof Role.WithPermissions permissions) {
            return new StaticAuthorizer(permissions.permissions());
        }
        if (role instanceof Role.WithAuthorizer dynamic) {
            return new DynamicAuthorizer(
                    caller, dynamic.procedure(), dynamic.schemas(), checks, deadline, cachedDecisions);
        }
        return request -> GuardedProcedures.isGuarded(request) ? Denials.notAuthorized(request) : Decision.PLAIN;
    }

    /** Returns the authorizer of a role, or null if the realm has no such role. */
    public @Nullable Authorizer find(String role) {
        if (role.equals(Principal.TRUSTED)) {
            return TRUSTED;
        }
        RoleAuthorizer place = byRole.get(role);
        return place == null || place.role() == null ? null : place;
    }

    /** Returns the names of the realm's current roles. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        byRole.forEach((name, place) -> {
            if (place.role() != null) {
                names.add(name);
            }
        });
        return names;
    }

    /** Discards the cached decisions of dynamic authorizers (P11). */
    public void purge() {
        byRole.values().forEach(RoleAuthorizer::purge);
    }
}
