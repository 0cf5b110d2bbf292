package io.aerostat.cluster.realm;

/** A session in a subscription or registration, which is given by its id. */
record Membership(long session, long entry) {}
