package io.aerostat.router.realm;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.concurrent.CompletionStage;

/**
 * A procedure that the embedding program adds to a realm, without a session of its own. Called on an event loop: it
 * must not block, and may answer later.
 */
@FunctionalInterface
public interface RealmProcedure {
    /**
     * Answers a call.
     *
     * @param arguments lists, maps, texts, numbers, booleans and nulls
     * @return the arguments of the RESULT; if it fails, the caller gets {@code wamp.error.runtime_error} without a
     *     reason, and the log gets the failure
     */
    CompletionStage<PayloadValues> call(PayloadValues arguments);
}
