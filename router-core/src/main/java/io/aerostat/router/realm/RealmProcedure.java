package io.aerostat.router.realm;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.concurrent.CompletionStage;

/**
 * A procedure that the embedding program adds to a realm without joining the realm. Called on an event loop: must not
 * block, but may complete the result later.
 */
@FunctionalInterface
public interface RealmProcedure {
    /**
     * Answers a call.
     *
     * @param arguments lists, maps, texts, numbers, booleans and nulls
     * @return the arguments of the RESULT; if this stage fails with a {@link ProcedureException}, the caller gets that
     *     ERROR; any other failure is logged, and the caller gets {@code wamp.error.runtime_error} without a reason
     */
    CompletionStage<PayloadValues> call(PayloadValues arguments);

    /** Answers a call of this caller. The default implementation ignores the caller. */
    default CompletionStage<PayloadValues> call(RealmCaller caller, PayloadValues arguments) {
        return call(arguments);
    }
}
