package io.aerostat.client.error;

/** What arrived was passed through unread by the router, and cannot be opened here: no codec, unknown key, altered on its way (PPT-9, PPT-12). */
public final class UnreadablePayload extends WampException {
    private static final long serialVersionUID = 1L;

    public UnreadablePayload(String message) {
        super(message);
    }

    public UnreadablePayload(String message, Throwable cause) {
        super(message, cause);
    }
}
