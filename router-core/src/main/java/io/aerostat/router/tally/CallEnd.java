package io.aerostat.router.tally;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.WampMessage;
import java.util.Locale;

/** The way in which a call has ended. A closed set, so that it can be a label of a metric. */
public enum CallEnd {
    /** The callee answered with a result. */
    RESULT,
    /** The callee answered with an application error. */
    ERROR,
    /** The caller canceled the call, or the callee was lost. */
    CANCELED,
    /** The call took longer than its timeout. */
    TIMEOUT,
    /** No callee serves the procedure. */
    UNAVAILABLE,
    /** A limit was reached, or the call cannot be forwarded. */
    REFUSED,
    /** The caller was lost before the answer. */
    ABANDONED;

    private static final CallEnd[] ALL = values();

    static final int COUNT = ALL.length;

    /** Returns how a call with this final answer has ended. */
    public static CallEnd of(WampMessage answer) {
        return answer instanceof ErrorMessage error ? of(error.error()) : RESULT;
    }

    private static CallEnd of(String error) {
        return switch (error) {
            case ErrorUris.CANCELED -> CANCELED;
            case ErrorUris.TIMEOUT -> TIMEOUT;
            case ErrorUris.NO_SUCH_PROCEDURE, ErrorUris.NO_AVAILABLE_CALLEE, ErrorUris.UNAVAILABLE -> UNAVAILABLE;
            case ErrorUris.LIMIT_EXCEEDED, ErrorUris.PAYLOAD_SIZE_EXCEEDED, ErrorUris.TOO_MANY_REQUESTS -> REFUSED;
            default -> ERROR;
        };
    }

    /** Returns the word for this end in labels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallEnd at(int ordinal) {
        return ALL[ordinal];
    }
}
