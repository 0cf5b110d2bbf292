package io.aerostat.router.realm;

/**
 * Shares the realms of a router with other nodes. The module {@code io.aerostat.cluster} has the only implementation,
 * because the interfaces that it needs are not API.
 */
public interface RealmSharing {}
