package io.aerostat.store.record;

/** Thrown when the bytes of a record are not an event. */
public final class BrokenRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenRecordException(String message) {
        super(message);
    }

    /** Returns the exception for a record with a wrong checksum. */
    public static BrokenRecordException damaged() {
        return new BrokenRecordException("found a damaged record (its checksum differs)");
    }

    BrokenRecordException(Exception cause) {
        super("found bytes that are not an event: " + cause.getMessage(), cause);
    }
}
