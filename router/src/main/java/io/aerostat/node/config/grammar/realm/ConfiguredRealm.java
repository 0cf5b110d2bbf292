package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.RealmLink;
import io.aerostat.router.realm.RealmDefinition;
import java.util.List;

/** A realm with its links to other routers. */
public record ConfiguredRealm(RealmDefinition realm, List<RealmLink> links) {
    public ConfiguredRealm {
        links = List.copyOf(links);
    }
}
