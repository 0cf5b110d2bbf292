package io.aerostat.router.authorization;

import java.util.concurrent.CompletionStage;

/** The decision of an authorizer. */
public sealed interface Decision {
    Allowed PLAIN = new Allowed(Permit.PLAIN);

    /** The request is allowed under the terms of the permit. */
    record Allowed(Permit permit) implements Decision {}

    /**
     * The request is refused with ERROR.
     *
     * @param error the URI of the ERROR
     */
    record Denied(String error, String message) implements Decision {}

    /**
     * The decision comes later. The stage never fails and never completes with {@code Pending}; it may complete on any
     * thread.
     */
    record Pending(CompletionStage<Decision> decision) implements Decision {}
}
