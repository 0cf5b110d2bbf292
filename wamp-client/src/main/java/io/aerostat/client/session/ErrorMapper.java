package io.aerostat.client.session;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.protocol.error.ErrorUris;
import java.util.concurrent.CancellationException;

/** Turns what a handler throws into the error that its caller gets (RPC-6). Any thread. */
@FunctionalInterface
public interface ErrorMapper {
    /** As {@link io.aerostat.client.rpc.InvocationHandler} says; the message of an unforeseen exception is its first argument. */
    ErrorMapper DEFAULT = ErrorMapper::byType;

    ApplicationError toError(Throwable thrown);

    private static ApplicationError byType(Throwable thrown) {
        if (thrown instanceof ApplicationError error) {
            return error;
        }
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof ArgumentMismatch || thrown instanceof UnreadablePayload) {
            return new ApplicationError(ErrorUris.INVALID_ARGUMENT, message); // RPC-10, PPT-9
        }
        if (thrown instanceof CancellationException || thrown instanceof InterruptedException) {
            return new ApplicationError(ErrorUris.CANCELED, message);
        }
        return new ApplicationError(
                ErrorUris.RUNTIME_ERROR,
                thrown.getMessage() == null ? thrown.getClass().getSimpleName() : message);
    }
}
