package io.aerostat.router.realm.running;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.rule.RoleAuthorizers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The router's sessions that call with the permissions of a role, one for each role. They call the dynamic
 * authenticators whose configuration has an {@code authenticator-role}. Any thread.
 */
final class RoleCallers {
    private final String realm;
    private final RoleAuthorizers roles;
    private final Function<String, ServiceSession> open;
    private final Map<String, ServiceSession> sessions = new ConcurrentHashMap<>();

    /**
     * Creates an empty set of sessions.
     *
     * @param open creates the session of a role
     */
    RoleCallers(String realm, RoleAuthorizers roles, Function<String, ServiceSession> open) {
        this.realm = realm;
        this.roles = roles;
        this.open = open;
    }

    /**
     * Calls a procedure. Fails like {@link ServiceSession#call}. Also fails with {@link IllegalStateException} if the
     * role does not exist or has no permission: then the fault is in the configuration, not in the client.
     */
    CompletionStage<PayloadValues> call(String role, String procedure, PayloadValues arguments) {
        Authorizer authorizer = roles.find(role);
        if (authorizer == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("realm " + realm + ": found no role \""
                    + role + "\" (expected the one that calls " + procedure + ")"));
        }
        ServiceSession session = sessions.computeIfAbsent(role, open);
        Decision decision = authorizer.authorize(new AuthorizationRequest(
                session.id(), session.principal(), Action.CALL, procedure, MatchPolicy.EXACT, Map::of));
        return decision instanceof Decision.Pending pending
                ? pending.decision().thenCompose(later -> call(session, later, procedure, arguments))
                : call(session, decision, procedure, arguments);
    }

    private CompletionStage<PayloadValues> call(
            ServiceSession session, Decision decision, String procedure, PayloadValues arguments) {
        if (decision instanceof Decision.Allowed) {
            return session.call(procedure, arguments);
        }
        return CompletableFuture.failedFuture(new IllegalStateException("realm " + realm + ": found role \""
                + session.principal().authrole() + "\" without the permission to call " + procedure
                + " (expected it)"));
    }

    void close() {
        sessions.values().forEach(ServiceSession::close);
    }
}
