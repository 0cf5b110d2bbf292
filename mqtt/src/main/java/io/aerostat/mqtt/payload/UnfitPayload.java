package io.aerostat.mqtt.payload;

import io.aerostat.protocol.error.StageFailure;

/**
 * Thrown for a payload that its mapping cannot convert. The exception has no stack trace, because an unfit payload is
 * not a bug.
 */
public final class UnfitPayload extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isBlameless;

    /** Creates an exception for a payload that does not fit its mapping. */
    public UnfitPayload(String message) {
        this(message, false);
    }

    private UnfitPayload(String message, boolean isBlameless) {
        super(message, null, false, false);
        this.isBlameless = isBlameless;
    }

    /** Returns an exception for a payload that could not be converted, although nothing is wrong with the payload. */
    static UnfitPayload blameless(String message) {
        return new UnfitPayload(message, true);
    }

    /** Returns the reason for which a conversion failed. */
    public static UnfitPayload of(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof UnfitPayload unfit ? unfit : blameless("the conversion failed: " + cause);
    }

    /** Checks whether nothing is wrong with the payload: the procedure that should convert it has failed. */
    public boolean isBlameless() {
        return isBlameless;
    }
}
