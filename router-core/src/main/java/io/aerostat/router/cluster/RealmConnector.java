package io.aerostat.router.cluster;

import io.aerostat.router.realm.RealmSharing;

/** Connects the realms of a router with those of the same name on other nodes. Any thread. */
@FunctionalInterface
public interface RealmConnector extends RealmSharing {
    /** Connects nothing: every realm has one node. */
    RealmConnector NONE = realm -> RealmCluster.ALONE;

    /** Returns the connection of a realm; called once for each realm, when the realm is made. */
    RealmCluster connect(String realm);
}
