package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceProcedure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Several procedures of the meta API that one object answers. Each realm registers all of them. Lambdas instead of this
 * object would cost time at every start, because the JVM generates a class for each lambda.
 */
interface ProcedureGroup {
    /** Returns the URIs of the procedures. */
    List<String> uris();

    /** Answers a call of one of the procedures. */
    CompletionStage<PayloadValues> call(String uri, ServiceCaller caller, PayloadValues values);

    default void addTo(Map<String, ServiceProcedure> procedures) {
        for (String uri : uris()) {
            procedures.put(uri, new Member(this, uri));
        }
    }

    /** A procedure of a group. */
    record Member(ProcedureGroup group, String uri) implements ServiceProcedure {
        @Override
        public CompletionStage<PayloadValues> call(ServiceCaller caller, PayloadValues arguments) {
            return group.call(uri, caller, arguments);
        }
    }
}
