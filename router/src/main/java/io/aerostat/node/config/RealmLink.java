package io.aerostat.node.config;

import java.util.Optional;
import java.util.Set;

/**
 * A link between a realm of a router of this node and a realm of another router: an entry of {@code rlinks}.
 *
 * @param id the name of the link in logs
 * @param localRealm the realm of this node
 * @param realm the realm of the other router
 * @param connection how to connect to the other router
 * @param authid the authid of the link's session in the local realm; empty for a generated one
 * @param excludedAuthids the authids whose sessions get no forwarded events
 * @param localEvents whether events of the other realm are published in the local realm
 * @param remoteEvents whether events of the local realm are published in the other realm
 * @param localCalls whether procedures of the local realm can be called in the other realm
 * @param remoteCalls whether procedures of the other realm can be called in the local realm
 * @param origin the place of the link in the configuration file
 */
public record RealmLink(
        String id,
        String localRealm,
        String realm,
        ComponentConnection connection,
        Optional<String> authid,
        Set<String> excludedAuthids,
        boolean localEvents,
        boolean remoteEvents,
        boolean localCalls,
        boolean remoteCalls,
        Origin origin) {
    public RealmLink {
        excludedAuthids = Set.copyOf(excludedAuthids);
    }

    /** Returns a copy without its place in the file. */
    public RealmLink unplaced() {
        return with(localRealm, Origin.NONE);
    }

    /** Returns a copy with this realm as its local realm. */
    public RealmLink in(String local) {
        return with(local, origin);
    }

    private RealmLink with(String local, Origin place) {
        return new RealmLink(
                id,
                local,
                realm,
                connection,
                authid,
                excludedAuthids,
                localEvents,
                remoteEvents,
                localCalls,
                remoteCalls,
                place);
    }
}
