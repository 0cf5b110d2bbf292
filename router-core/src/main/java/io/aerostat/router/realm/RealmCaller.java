package io.aerostat.router.realm;

/**
 * The session that calls a procedure of the embedding program.
 *
 * @param session the id of the session
 * @param authid the authid; empty if unknown
 * @param authrole the role; empty if unknown
 */
public record RealmCaller(long session, String authid, String authrole) {}
