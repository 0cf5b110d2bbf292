package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Role;
import org.jspecify.annotations.Nullable;

/**
 * The current authorizer of a role, which can be replaced. Sessions keep this object until they end, so a change of the
 * role affects their next request. After the removal of the role, the object refuses every request, because a session
 * that was joining at that moment may hold it. Any thread reads; {@link RoleAuthorizers} alone writes.
 */
final class RoleAuthorizer implements Authorizer {
    private static final Authorizer NOTHING_ALLOWED = Denials::notAuthorized;

    private volatile Authorizer present = NOTHING_ALLOWED;
    private volatile @Nullable Role role;

    @Override
    public Decision authorize(AuthorizationRequest request) {
        return present.authorize(request);
    }

    void become(@Nullable Role next, Authorizer authorizer) {
        present = authorizer;
        role = next;
    }

    void remove() {
        role = null;
        present = NOTHING_ALLOWED;
    }

    /** Returns the role as it is configured, or null if the realm no longer has it. */
    @Nullable
    Role role() {
        return role;
    }

    /** Discards the cached decisions of a dynamic authorizer. */
    void purge() {
        if (present instanceof DynamicAuthorizer dynamic) {
            dynamic.purge();
        }
    }
}
