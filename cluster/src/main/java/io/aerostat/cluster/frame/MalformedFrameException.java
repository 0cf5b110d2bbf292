package io.aerostat.cluster.frame;

/** Thrown for bytes that are not a message of this protocol. The text says what was found and what was expected. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedFrameException(String message) {
        super(message);
    }

    /** Returns the exception for a record of more bytes than allowed. */
    public static MalformedFrameException oversized(int found, int expected) {
        return new MalformedFrameException("record: found " + found + " bytes (expected " + expected + " at most)");
    }

    MalformedFrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
