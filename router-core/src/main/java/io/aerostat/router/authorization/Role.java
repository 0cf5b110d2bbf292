package io.aerostat.router.authorization;

import io.aerostat.router.contract.NamedSchemas;
import java.util.List;

/** A role of a realm, as an embedder configures it. */
public sealed interface Role {
    /** Returns the name of the role, which is the authrole of its sessions. */
    String name();

    /** A role with static permissions. Everything that no permission allows is denied. */
    record WithPermissions(String name, List<Permission> permissions) implements Role {
        public WithPermissions {
            requireName(name);
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A role whose requests a procedure of the realm allows or denies.
     *
     * @param schemas the schemas of the types that the procedure may name in its decisions
     */
    record WithAuthorizer(String name, String procedure, NamedSchemas schemas) implements Role {
        public WithAuthorizer {
            requireName(name);
        }

        /** Creates a role whose payloads are not checked, whatever types a decision names. */
        public WithAuthorizer(String name, String procedure) {
            this(name, procedure, NamedSchemas.NONE);
        }
    }

    /** A role that allows everything except the kill and remove procedures of the meta API (META-2). */
    record AllowingAll(String name) implements Role {
        public AllowingAll {
            requireName(name);
        }
    }

    /** Returns a role that allows everything except the kill and remove procedures of the meta API (META-2). */
    static Role allowingAll(String name) {
        return new AllowingAll(name);
    }

    /** Returns a role that allows only what these permissions allow. */
    static Role withPermissions(String name, Permission... permissions) {
        return new WithPermissions(name, List.of(permissions));
    }

    /** Returns a role whose requests a procedure of the realm allows or denies. */
    static Role withAuthorizer(String name, String procedure) {
        return new WithAuthorizer(name, procedure);
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.equals("trusted")) {
            throw new IllegalArgumentException(
                    "role: found name \"" + name + "\" (expected a name other than \"\" and the reserved \"trusted\")");
        }
    }
}
