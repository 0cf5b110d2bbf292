package io.aerostat.router;

import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.util.ArrayList;
import java.util.List;

/** Collects what a realm is made of. Not thread-safe. */
public final class RealmBuilder {
    private final String name;
    private final List<Role> roles = new ArrayList<>();
    private RealmOptions options = RealmOptions.DEFAULT;

    RealmBuilder(String name) {
        this.name = name;
    }

    /** Adds a role; a session whose role is not in its realm cannot join. */
    public RealmBuilder role(Role role) {
        roles.add(role);
        return this;
    }

    /** Sets how the realm behaves. */
    public RealmBuilder options(RealmOptions behaviour) {
        this.options = behaviour;
        return this;
    }

    RealmDefinition build() {
        return new RealmDefinition(name, options, roles);
    }
}
