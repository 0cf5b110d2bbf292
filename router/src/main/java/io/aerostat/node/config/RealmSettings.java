package io.aerostat.node.config;

import io.aerostat.protocol.uri.UriCheck;
import java.util.List;

/**
 * A realm.
 *
 * @param name the name that clients join
 * @param uriCheck which URIs are legal
 * @param eventChunkSize to how many receivers an event is dispatched before other work gets its turn
 * @param metaApi whether {@code wamp.session.count} and its like exist
 * @param roles the roles, each of another name
 * @param origin where it is configured
 */
public record RealmSettings(
        String name, UriCheck uriCheck, int eventChunkSize, boolean metaApi, List<RoleSettings> roles, Origin origin) {

    public RealmSettings {
        roles = List.copyOf(roles);
    }
}
