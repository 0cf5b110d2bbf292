package io.aerostat.client.rpc;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.protocol.option.CancelMode;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call that may have several results, and several messages of arguments (PCR-3, PCI-1). It publishes its results,
 * including the final one, to one subscriber: {@code onComplete} follows the final result; {@code onError} reports a
 * call that fails. Results that the subscriber has not requested are buffered; if the buffer overflows, the call is
 * canceled.
 */
public interface CallStream extends Flow.Publisher<CallResult> {
    /** Returns a future of the final result. */
    WampFuture<CallResult> result();

    /**
     * Sends further arguments of the same call (PCI-1).
     *
     * @return a stage that completes when the transport has taken the arguments
     * @throws IllegalStateException if the call was not opened for more input, or {@link #finish} was called
     */
    CompletionStage<Void> send(@Nullable Object... args);

    /** Sends the last arguments of the same call. */
    CompletionStage<Void> finish(@Nullable Object... args);

    /** Asks the router to cancel the call (CAN-1). */
    void cancel(CancelMode mode);
}
