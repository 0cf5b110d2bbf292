package io.aerostat.client.error;

/**
 * Thrown if this client cannot read a payload. An encrypted payload is unreadable if the client lacks a codec or the
 * key, or if the payload was altered on its way (PPT-9, PPT-12). Any payload is unreadable if it contains a value that
 * is not allowed in the serialization, such as NaN in JSON.
 */
public final class UnreadablePayload extends WampException {
    private static final long serialVersionUID = 1L;

    /** Makes the failure of a payload that this client cannot read. */
    public UnreadablePayload(String message) {
        super(message);
    }

    /** Makes the failure of a payload that this client cannot read. */
    public UnreadablePayload(String message, Throwable cause) {
        super(message, cause);
    }
}
