package io.aerostat.cluster.realm.record;

/**
 * Thrown when a record or row of another node cannot be read. The exception has no stack trace, because a malformed
 * record is not a bug of this node.
 */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRecordException(String message) {
        super(message, null, false, false);
    }

    MalformedRecordException(Exception cause) {
        super(cause.toString(), cause, false, false);
    }
}
