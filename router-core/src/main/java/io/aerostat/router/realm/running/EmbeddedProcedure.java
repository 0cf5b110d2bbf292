package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmCaller;
import io.aerostat.router.realm.RealmProcedure;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Connects a procedure of the embedding program with the realm's own session, which registers it. */
record EmbeddedProcedure(RealmProcedure procedure) implements ServiceProcedure {
    @Override
    public CompletionStage<PayloadValues> call(ServiceCaller caller, PayloadValues arguments) {
        RealmCaller known = new RealmCaller(caller.session(), caller.authid(), caller.authrole());
        try {
            return procedure.call(known, arguments).exceptionally(failure -> {
                throw asError(failure);
            });
        } catch (ProcedureException e) {
            throw asError(e);
        }
    }

    private static RuntimeException asError(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof ProcedureException error
                ? new ServiceException(error.uri(), error.text())
                : new CompletionException(cause);
    }
}
