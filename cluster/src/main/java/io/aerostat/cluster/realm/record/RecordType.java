package io.aerostat.cluster.realm.record;

import org.jspecify.annotations.Nullable;

/** The type of a record. The number of a type is its ordinal, so the order must not change. */
public enum RecordType {
    /** An event for the sessions of the receiving node. */
    PUBLICATION,
    /** A call for a callee of the receiving node. */
    CALL,
    /** A further CALL of a progressive call. */
    CHUNK,
    /** A request to interrupt the callee, whose answer the caller's node still awaits. */
    INTERRUPT,
    /** The call has ended without an answer from the callee. */
    ABANDON,
    /** A result, or the error with which a call ends. */
    ANSWER,
    /** The callee was gone before the call could be sent. */
    RETURNED,
    /** A request that a callee give up a registration. */
    REVOCATION,
    /** A request to carry out a meta procedure for the receiving node only. */
    QUESTION,
    /** The outcome of a question. */
    REPLY,
    /** The sender has started a realm again after removing it, and wants the receiver's rows of the realm. */
    ROWS_WANTED,
    /** The digest of the sender's retained events, for a comparison with those of the receiver. */
    RETAINED_DIGEST,
    /** The sender wants the receiver's retained events. */
    RETAINED_WANTED,
    /** An event that the sender has retained, for later subscribers. */
    RETAINED;

    private static final RecordType[] ALL = values();

    static @Nullable RecordType of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : null;
    }
}
