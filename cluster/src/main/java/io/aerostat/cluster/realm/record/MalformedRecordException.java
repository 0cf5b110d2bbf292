package io.aerostat.cluster.realm.record;

/** A record or row of another node that cannot be read. Without a stack trace, because it is not a bug of this node. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRecordException(String message) {
        super(message, null, false, false);
    }

    MalformedRecordException(Exception cause) {
        super(cause.toString(), cause, false, false);
    }
}
