package io.aerostat.client.rpc;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.protocol.option.CancelMode;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A call whose results, and whose arguments if it wants, come one after the other (PCR-3, PCI-1). It is a publisher of its results, the final one
 * included, for one subscriber: {@code onComplete} follows the final result, {@code onError} says why there is none. Results that nobody asks for yet
 * are kept, up to a bound; beyond it the call is canceled.
 */
public interface CallStream extends Flow.Publisher<CallResult> {
    /** The final result, for who wants only that. */
    WampFuture<CallResult> result();

    /**
     * Sends further arguments of the same call (PCI-1).
     *
     * @return completes when they are handed to the transport
     * @throws IllegalStateException if the call was not opened for more input, or {@link #finish} was called
     */
    CompletionStage<Void> send(@Nullable Object... args);

    /** Sends the last arguments of the same call; nothing may follow. */
    CompletionStage<Void> finish(@Nullable Object... args);

    /** Asks the router to cancel the call (CAN-1). */
    void cancel(CancelMode mode);
}
