package io.aerostat.cluster.realm;

/**
 * A session in a subscription or registration.
 *
 * @param entry the id of the subscription or registration
 */
record Membership(long session, long entry) {}
