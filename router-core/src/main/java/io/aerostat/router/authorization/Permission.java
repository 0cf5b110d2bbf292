package io.aerostat.router.authorization;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import java.util.EnumSet;
import java.util.Set;

/**
 * One rule of a role (AZN-7; docs/reference/crossbar.md#permissions): what may be done with the URIs that it matches.
 *
 * @param allow the actions that are allowed; the others are denied
 * @param discloseCaller whether callees learn who calls (CID-4)
 * @param disclosePublisher whether subscribers learn who publishes (PID-3)
 * @param cache whether the decision may be remembered; static decisions cost nothing, so it matters to dynamic ones only
 * @param trustlevel to announce with calls and events, or -1 for none (TRU-1, PTL-1)
 */
public record Permission(
        String uri,
        MatchPolicy match,
        Set<Action> allow,
        boolean discloseCaller,
        boolean disclosePublisher,
        boolean cache,
        int trustlevel) {
    public Permission {
        if (!UriCheck.LOOSE.isPattern(uri, match) && !(match == MatchPolicy.EXACT && uri.isEmpty())) {
            throw new IllegalArgumentException(
                    "permission: found uri \"" + uri + "\" (expected a URI for match " + match.wire() + ")");
        }
        allow = allow.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(allow));
    }

    /** A rule that only allows. */
    public Permission(String uri, MatchPolicy match, Set<Action> allow) {
        this(uri, match, allow, false, false, false, -1);
    }

    Permit permit(Action action) {
        boolean disclose = switch (action) {
            case CALL -> discloseCaller;
            case PUBLISH -> disclosePublisher;
            case REGISTER, SUBSCRIBE -> false;
        };
        return disclose || trustlevel >= 0 ? new Permit(disclose, trustlevel) : Permit.PLAIN;
    }
}
