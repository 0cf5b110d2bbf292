package io.aerostat.router.realm;

/**
 * Shares the realms of a router with other nodes. The module {@code io.aerostat.cluster} has the one implementation;
 * what it needs of the router is no API.
 */
public interface RealmSharing {}
