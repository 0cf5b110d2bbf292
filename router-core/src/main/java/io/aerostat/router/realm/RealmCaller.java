package io.aerostat.router.realm;

/**
 * The session that calls a procedure of the embedding program.
 *
 * @param session its id
 * @param authid empty if unknown
 * @param authrole empty if unknown
 */
public record RealmCaller(long session, String authid, String authrole) {}
