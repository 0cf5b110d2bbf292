package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import java.util.Set;

/**
 * The procedures that can harm other sessions: those of the meta API that end sessions, subscriptions or registrations,
 * and those that manage a node. A rule allows them only if its URI begins with their namespace (META-2).
 */
final class GuardedProcedures {
    private static final Set<String> PROCEDURES = Set.of(
            "wamp.session.kill",
            "wamp.session.kill_by_authid",
            "wamp.session.kill_by_authrole",
            "wamp.session.kill_all",
            "wamp.registration.remove_callee",
            "wamp.subscription.remove_subscriber",
            "wamp.subscription.purge_retained",
            "wamp.authorization.purge");

    /** The prefix of the procedures that manage a node. */
    private static final String NODE = "aerostat.node.";

    private GuardedProcedures() {}

    static boolean isGuarded(AuthorizationRequest request) {
        return request.action() == Action.CALL
                && (PROCEDURES.contains(request.uri()) || request.uri().startsWith(NODE));
    }

    /** Checks whether the URI or pattern of a rule begins with the namespace of guarded procedures. */
    static boolean isNamedBy(String pattern) {
        return pattern.startsWith("wamp.") || pattern.startsWith(NODE);
    }
}
