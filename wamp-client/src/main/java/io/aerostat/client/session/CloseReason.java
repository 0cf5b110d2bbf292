package io.aerostat.client.session;

/**
 * Why a session ended.
 *
 * @param uri the reason of the GOODBYE or ABORT, or {@link #TRANSPORT_LOST}
 * @param message a text for people to read; may be empty
 * @param byRouter whether the router or a lost connection ended the session, and not this client
 */
public record CloseReason(String uri, String message, boolean byRouter) {
    /** The connection ended without a GOODBYE. */
    public static final String TRANSPORT_LOST = "wamp.close.transport_lost";
}
