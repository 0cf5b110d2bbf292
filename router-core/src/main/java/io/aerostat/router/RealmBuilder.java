package io.aerostat.router;

import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.util.ArrayList;
import java.util.List;

/** Collects the name, roles and options of a realm. Not thread-safe. */
public final class RealmBuilder {
    private final String name;
    private final List<Role> roles = new ArrayList<>();
    private RealmOptions options = RealmOptions.DEFAULT;

    RealmBuilder(String name) {
        this.name = name;
    }

    /** Adds a role. A session whose role the realm does not have cannot join. */
    public RealmBuilder role(Role role) {
        roles.add(role);
        return this;
    }

    /** Sets the options of the realm, replacing those set before. */
    public RealmBuilder options(RealmOptions behaviour) {
        this.options = behaviour;
        return this;
    }

    /** Sets the contracts against which the router checks payloads, replacing the contracts in the options. */
    public RealmBuilder contracts(Contracts all) {
        this.options = options.withContracts(all);
        return this;
    }

    RealmDefinition build() {
        return new RealmDefinition(name, options, roles);
    }
}
