package io.aerostat.client.connection;

/**
 * Thrown if a connection cannot send a message, because the serialization cannot express a value, or because the
 * message has more bytes than the peer accepts.
 */
public final class MessageRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private MessageRefused(String message, boolean tooLarge) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    /** Returns the refusal of a message that the serialization cannot express. */
    public static MessageRefused notExpressible(String message) {
        return new MessageRefused(message, false);
    }

    /** @param limit the largest size that the peer accepts, in bytes */
    public static MessageRefused tooLarge(long size, long limit) {
        return new MessageRefused("found a message of " + size + " bytes (expected at most " + limit + ")", true);
    }

    /** Checks whether the message was too large (RPC-11, RAW-6). */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
