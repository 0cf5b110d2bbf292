package io.aerostat.router.service;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.concurrent.CompletionStage;

/**
 * Calls a procedure of a realm as the router's own trusted session. Any thread; the stage completes on a thread of the
 * router.
 */
@FunctionalInterface
public interface ProcedureCaller {
    /**
     * Calls the procedure. The result fails with {@link ServiceException} for a WAMP error, including
     * {@code wamp.error.no_such_realm}.
     */
    CompletionStage<PayloadValues> call(String realm, String procedure, PayloadValues arguments);
}
