package io.aerostat.router.authorization.rule;

import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import java.util.Set;

/**
 * The procedures that can harm other sessions: those of the meta API that end sessions, subscriptions or registrations,
 * and those that manage a node. A general rule never allows them (META-2).
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

    /** Checks whether a rule for this URI or pattern names the guarded procedures' own namespace. */
    static boolean isNamedBy(String pattern) {
        return pattern.startsWith("wamp.") || pattern.startsWith(NODE);
    }
}
