package io.aerostat.router.web.bridge;

import io.aerostat.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/** The answer of the realm to one request of a session, or the reason why there is no answer. */
public sealed interface Outcome {
    /** The call has returned. */
    record Returned(Payload payload) implements Outcome {}

    /** The broker has acknowledged the publication with this id. */
    record Published(long publication) implements Outcome {}

    /** The call or publication has failed with the error of this URI. */
    record Failed(String error, Payload payload) implements Outcome {}

    /**
     * The client could not join.
     *
     * @param reason a URI
     * @param payload the arguments of the ABORT
     */
    record Refused(String reason, @Nullable String message, Payload payload) implements Outcome {}

    /** The realm has not answered in time. */
    record TimedOut() implements Outcome {}

    /** The session has ended before the realm answered. */
    record Lost(String reason) implements Outcome {}
}
