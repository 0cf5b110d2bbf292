package io.aerostat.node.config;

import java.util.List;

/** Who decides what the sessions of a role may do. */
public sealed interface RoleAuthorization {

    /**
     * The configuration itself.
     *
     * @param permissions the rules; without one that matches, nothing is allowed
     */
    record Static(List<Permission> permissions) implements RoleAuthorization {
        public Static {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A procedure of the realm.
     *
     * @param procedure its URI
     */
    record Dynamic(String procedure) implements RoleAuthorization {}

    /** Nobody: everything is allowed. */
    record AllowAll() implements RoleAuthorization {}
}
