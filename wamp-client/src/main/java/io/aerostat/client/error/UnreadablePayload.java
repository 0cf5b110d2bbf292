package io.aerostat.client.error;

/**
 * What arrived cannot be read here: it was passed through by the router and there is no codec, the key is unknown, it was altered on its way (PPT-9, PPT-12);
 * or it holds a value that no serialization has, such as NaN in JSON.
 */
public final class UnreadablePayload extends WampException {
    private static final long serialVersionUID = 1L;

    public UnreadablePayload(String message) {
        super(message);
    }

    public UnreadablePayload(String message, Throwable cause) {
        super(message, cause);
    }
}
