package io.aerostat.router.realm;

/**
 * How strictly the sequence of request ids is held (ID-7, PV-6, PCI-9).
 *
 * <p>Under {@link #STRICT} the session checks the sequence of all its requests and passes a CALL on to the dealer if its id is the next one or one
 * that was used before; it aborts on a gap itself. The dealer then tells a continuation from a violation.
 */
public enum RequestOrder {
    /** Any id that is not in use starts a call: many clients draw random ones. */
    LENIENT,
    /** An id at or below the last must belong to a progressive call, active or recently ended. */
    STRICT
}
