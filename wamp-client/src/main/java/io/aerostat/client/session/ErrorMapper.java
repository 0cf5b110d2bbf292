package io.aerostat.client.session;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.error.declared.DeclaredError;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.protocol.error.ErrorUris;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/** Maps an exception of a handler to the error that the caller gets (RPC-6). Called on any thread. */
@FunctionalInterface
public interface ErrorMapper {
    /** The keyword argument that holds the id of an unexpected exception in the callee's log. */
    String INCIDENT = "incident";

    /**
     * Maps exceptions as described at {@link io.aerostat.client.rpc.InvocationHandler}. For an unexpected exception,
     * the caller gets only an id, because the text of the exception may be confidential. The callee's log shows the
     * exception with this id.
     */
    ErrorMapper DEFAULT = thrown -> byType(thrown, false);

    /**
     * Maps exceptions in the same way as {@link #DEFAULT}, but sends the message of an unexpected exception as the
     * first argument of the error.
     */
    ErrorMapper WITH_MESSAGES = thrown -> byType(thrown, true);

    /** Returns the error that the caller receives for an exception of a handler. */
    ApplicationError toError(Throwable thrown);

    private static ApplicationError byType(Throwable thrown, boolean tellsMessage) {
        if (thrown instanceof ApplicationError error) {
            return error;
        }
        Optional<ApplicationError> declared = DeclaredError.toError(thrown);
        if (declared.isPresent()) {
            return declared.get();
        }
        if (thrown instanceof ArgumentMismatch || thrown instanceof UnreadablePayload) {
            return new ApplicationError(
                    ErrorUris.INVALID_ARGUMENT, String.valueOf(thrown.getMessage())); // RPC-10, PPT-9
        }
        if (thrown instanceof CancellationException || thrown instanceof InterruptedException) {
            return new ApplicationError(ErrorUris.CANCELED);
        }
        String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String text = tellsMessage && thrown.getMessage() != null
                ? thrown.getMessage()
                : "the procedure failed; its log says why under " + incident;
        return ApplicationError.of(ErrorUris.RUNTIME_ERROR, List.of(text), Map.of(INCIDENT, incident));
    }
}
