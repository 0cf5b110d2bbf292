package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Role;
import org.jspecify.annotations.Nullable;

/**
 * The current authorizer of a role, which can be replaced. Sessions keep this object for as long as they live, so a
 * changed role decides about their next request. The object of a removed role refuses every request, because a session
 * that was joining when the role was removed still holds it. Any thread reads; {@link RoleAuthorizers} alone writes.
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

    /** Returns the role as configured; null if the realm no longer has it. */
    @Nullable
    Role role() {
        return role;
    }

    /** Forgets the decisions of a dynamic authorizer. */
    void purge() {
        if (present instanceof DynamicAuthorizer dynamic) {
            dynamic.purge();
        }
    }
}
