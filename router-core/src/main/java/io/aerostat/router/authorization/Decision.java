package io.aerostat.router.authorization;

import java.util.concurrent.CompletionStage;

/** The decision of an authorizer. */
public sealed interface Decision {
    Allowed PLAIN = new Allowed(Permit.PLAIN);

    /** The request is allowed, as far as the permit goes. */
    record Allowed(Permit permit) implements Decision {}

    /** @param error the URI of the ERROR */
    record Denied(String error, String message) implements Decision {}

    /**
     * The decision comes later. The stage never fails and never completes with {@code Pending}; it may complete on any
     * thread.
     */
    record Pending(CompletionStage<Decision> decision) implements Decision {}
}
