package io.aerostat.router.service;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.concurrent.CompletionStage;

/**
 * A procedure that the router itself registers, such as a procedure of the meta API. Called on the service session's
 * loop; must not block.
 */
@FunctionalInterface
public interface ServiceProcedure {
    /** Answers a call. To answer with a WAMP error, throw a {@link ServiceException} or fail the stage with one. */
    CompletionStage<PayloadValues> call(ServiceCaller caller, PayloadValues arguments);
}
