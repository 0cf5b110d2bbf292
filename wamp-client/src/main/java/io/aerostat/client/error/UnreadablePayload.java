package io.aerostat.client.error;

/**
 * A payload that cannot be read here. Either the router passed it through and there is no codec, the key is unknown, or
 * it was altered on its way (PPT-9, PPT-12); or it holds a value that the serialization does not have, such as NaN in
 * JSON.
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
