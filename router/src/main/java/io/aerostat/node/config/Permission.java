package io.aerostat.node.config;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import java.util.Set;

/**
 * A rule: what may be done with the URIs of a pattern.
 *
 * @param pattern the pattern, without stars
 * @param match how URIs are compared with it
 * @param allowed the actions that are allowed; all others are denied
 * @param discloseCaller whether callees are always told who calls
 * @param disclosePublisher whether subscribers are always told who publishes
 * @param cache whether the decision may be kept for the session
 */
public record Permission(
        String pattern,
        MatchPolicy match,
        Set<Action> allowed,
        boolean discloseCaller,
        boolean disclosePublisher,
        boolean cache) {

    public Permission {
        allowed = Set.copyOf(allowed);
    }
}
