package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Role;
import java.util.List;

/**
 * Describes a realm of the router.
 *
 * @param name a loose URI
 * @param roles the roles of the realm; a session with any other role cannot join
 */
public record RealmDefinition(String name, RealmOptions options, List<Role> roles) {
    public RealmDefinition {
        if (!UriCheck.LOOSE.isUri(name)) {
            throw new IllegalArgumentException("realm: found name \"" + name + "\" (expected a URI)");
        }
        roles = List.copyOf(roles);
    }

    public RealmDefinition(String name, Role... roles) {
        this(name, RealmOptions.DEFAULT, List.of(roles));
    }
}
