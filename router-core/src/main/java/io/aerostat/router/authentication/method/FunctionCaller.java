package io.aerostat.router.authentication.method;

import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.authentication.AuthenticatorFunction;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls a function of the embedder instead of a procedure. Any thread. */
record FunctionCaller(AuthenticatorFunction function) implements ProcedureCaller {
    @Override
    public CompletionStage<PayloadValues> call(String realm, String procedure, PayloadValues arguments) {
        List<@Nullable Object> args = arguments.args();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (args.get(2) instanceof Map<?, ?> dictionary) {
            dictionary.forEach((key, value) -> details.put(String.valueOf(key), value));
        }
        try {
            return function.authenticate((String) args.get(0), (String) args.get(1), details)
                    .thenApply(result -> new PayloadValues(Collections.singletonList(result), Map.of()))
                    .exceptionally(failure -> {
                        throw asError(failure);
                    });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(asError(e));
        }
    }

    private static RuntimeException asError(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        return cause instanceof ProcedureException error
                ? new ServiceException(error.uri(), error.text())
                : new CompletionException(cause);
    }
}
