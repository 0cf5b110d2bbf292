package io.aerostat.router.authorization;

import java.util.concurrent.CompletionStage;

/** What an authorizer says. */
public sealed interface Decision {
    Allowed PLAIN = new Allowed(Permit.PLAIN);

    record Allowed(Permit permit) implements Decision {}

    /** @param error the URI of the ERROR */
    record Denied(String error, String message) implements Decision {}

    /** Someone else is asked. The stage never fails and never yields {@code Pending}; it may complete on any thread. */
    record Pending(CompletionStage<Decision> decision) implements Decision {}
}
