package io.aerostat.node.management;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.RealmCaller;
import io.aerostat.router.realm.RealmProcedure;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** A procedure that needs to know its caller. */
record CallerProcedure(BiFunction<RealmCaller, PayloadValues, CompletionStage<PayloadValues>> answer)
        implements RealmProcedure {
    private static final RealmCaller NOBODY = new RealmCaller(0, "", "");

    @Override
    public CompletionStage<PayloadValues> call(PayloadValues arguments) {
        return call(NOBODY, arguments);
    }

    @Override
    public CompletionStage<PayloadValues> call(RealmCaller caller, PayloadValues arguments) {
        return answer.apply(caller, arguments);
    }
}
