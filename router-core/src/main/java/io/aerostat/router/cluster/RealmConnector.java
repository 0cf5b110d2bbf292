package io.aerostat.router.cluster;

import io.aerostat.router.realm.RealmSharing;

/** Connects the realms of a router with the realms of the same name on other nodes. Any thread. */
@FunctionalInterface
public interface RealmConnector extends RealmSharing {
    /** A connector that connects nothing: every realm is on a single node. */
    RealmConnector NONE = realm -> RealmCluster.ALONE;

    /**
     * Returns the connection of a realm with the other nodes. Called once for each realm, when the realm is created.
     */
    RealmCluster connect(String realm);
}
