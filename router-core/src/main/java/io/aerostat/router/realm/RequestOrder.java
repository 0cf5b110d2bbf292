package io.aerostat.router.realm;

/**
 * How strictly the order of request ids is checked (ID-7, PV-6, PCI-9).
 *
 * <p>Under {@link #STRICT} the session checks all request ids and ends with ABORT on a gap. A CALL may also have an id
 * that was used before; the dealer then decides whether it continues a progressive call or is a violation.
 */
public enum RequestOrder {
    /** Any id that is not in use begins a call, because many clients draw random ids. */
    LENIENT,
    /** Ids must be 1, 2, 3 …; an earlier id must belong to a progressive call that is active or has just ended. */
    STRICT
}
