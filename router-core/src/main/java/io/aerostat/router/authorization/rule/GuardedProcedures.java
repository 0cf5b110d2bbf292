package io.aerostat.router.authorization.rule;

import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.authorization.AuthorizationRequest;
import java.util.Set;

/**
 * The procedures that can harm other sessions: procedures of the meta API that end sessions, subscriptions or
 * registrations, and procedures that manage a node. A rule allows calls of these procedures only if the URI of the rule
 * begins with their namespace (META-2). The same applies to the registration of a procedure in the namespace of the
 * node, so that no client can answer in place of the node.
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

    private GuardedProcedures() {}

    static boolean isGuarded(AuthorizationRequest request) {
        return switch (request.action()) {
            case CALL -> PROCEDURES.contains(request.uri()) || ReservedUris.isOfNode(request.uri());
            case REGISTER -> ReservedUris.isOfNode(request.uri());
            case PUBLISH, SUBSCRIBE -> false;
        };
    }

    /** Checks whether the URI or pattern of a rule begins with a namespace of guarded procedures. */
    static boolean isNamedBy(String pattern) {
        return pattern.startsWith("wamp.") || ReservedUris.isOfNode(pattern);
    }
}
