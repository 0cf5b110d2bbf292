package io.aerostat.router.realm;

/**
 * How strictly the router checks the order of request ids (ID-7, PV-6, PCI-9).
 *
 * <p>With {@link #STRICT}, the session checks all request ids and ends with ABORT at a gap. A CALL may also repeat an
 * earlier id; the dealer then decides whether the CALL continues a progressive call or is a violation.
 */
public enum RequestOrder {
    /**
     * A CALL begins a new call, whatever its id, because many clients use random ids. Exceptions are the ids of
     * pending calls, and of progressive calls that have just ended. Other request ids are not checked.
     */
    LENIENT,
    /** Ids must be 1, 2, 3 … An earlier id must belong to a progressive call that is pending or has just ended. */
    STRICT
}
