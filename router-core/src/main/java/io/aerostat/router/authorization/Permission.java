package io.aerostat.router.authorization;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.contract.PermittedPayloads;
import java.util.EnumSet;
import java.util.Set;

/**
 * One rule of a role (AZN-7; docs/reference/crossbar.md#permissions): the actions that are allowed on the matching
 * URIs.
 *
 * @param allow the allowed actions; all others are denied
 * @param discloseCaller whether callees learn the caller's identity (CID-4)
 * @param disclosePublisher whether subscribers learn the publisher's identity (PID-3)
 * @param cache whether the decision may be cached; used by dynamic authorizers only
 * @param trustlevel the trust level to add to calls and events, or -1 for none (TRU-1, PTL-1)
 * @param payloads the payloads that are allowed in calls, their answers, and publications
 */
public record Permission(
        String uri,
        MatchPolicy match,
        Set<Action> allow,
        boolean discloseCaller,
        boolean disclosePublisher,
        boolean cache,
        int trustlevel,
        PermittedPayloads payloads) {
    public Permission {
        if (!UriCheck.LOOSE.isPattern(uri, match) && !(match == MatchPolicy.EXACT && uri.isEmpty())) {
            throw new IllegalArgumentException(
                    "permission: found uri \"" + uri + "\" (expected a URI for match " + match.wire() + ")");
        }
        allow = allow.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(allow));
    }

    /** Creates a rule that allows actions and has no other effect. */
    public Permission(String uri, MatchPolicy match, Set<Action> allow) {
        this(uri, match, allow, false, false, false, -1);
    }

    /** Creates a rule that allows any payload. */
    public Permission(
            String uri,
            MatchPolicy match,
            Set<Action> allow,
            boolean discloseCaller,
            boolean disclosePublisher,
            boolean cache,
            int trustlevel) {
        this(uri, match, allow, discloseCaller, disclosePublisher, cache, trustlevel, PermittedPayloads.ANY);
    }

    /** Returns a copy that allows other payloads. */
    public Permission withPayloads(PermittedPayloads allowed) {
        return new Permission(uri, match, allow, discloseCaller, disclosePublisher, cache, trustlevel, allowed);
    }
}
