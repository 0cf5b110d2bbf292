package io.aerostat.router.authorization;

import java.util.List;

/** A role of a realm, as an embedder configures it. */
public sealed interface Role {
    /** Returns the name, which sessions have as their authrole. */
    String name();

    /** Static permissions; everything that no permission allows is denied. */
    record WithPermissions(String name, List<Permission> permissions) implements Role {
        public WithPermissions {
            requireName(name);
            permissions = List.copyOf(permissions);
        }
    }

    /** A procedure of the realm decides. */
    record WithAuthorizer(String name, String procedure) implements Role {
        public WithAuthorizer {
            requireName(name);
        }
    }

    /** Allows everything except the kill and remove procedures of the meta API (META-2). */
    record AllowingAll(String name) implements Role {
        public AllowingAll {
            requireName(name);
        }
    }

    /** Returns a role that may do everything, but not call the kill and remove procedures of the meta API (META-2). */
    static Role allowingAll(String name) {
        return new AllowingAll(name);
    }

    /** Returns a role that may do what these permissions allow, and nothing else. */
    static Role withPermissions(String name, Permission... permissions) {
        return new WithPermissions(name, List.of(permissions));
    }

    /** Returns a role about which a procedure of the realm decides. */
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
