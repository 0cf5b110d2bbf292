package io.aerostat.client.rpc;

import io.aerostat.client.value.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One call that arrived at a handler. Any thread. */
public interface Invocation {
    Arguments arguments();

    /** The URI that was called, which a pattern registration does not know otherwise (PBR-5). */
    String procedure();

    /** Who calls, if that is disclosed. */
    Optional<Caller> caller();

    /** The router's trust in the call, if it says so (TRU-1). */
    OptionalLong trustLevel();

    /** How long the caller waits, if this client keeps the timeout (TMO-3). */
    Optional<Duration> timeout();

    /** Whether the caller takes results before the final one. */
    boolean wantsProgress();

    /**
     * Sends a progressive result; dropped when the caller does not take any ({@link #wantsProgress()}) or the invocation is over (PCR-10).
     *
     * @return completes when the result is handed to the transport; a producer waits for it to keep the pace of a slow network
     */
    CompletionStage<Void> progress(@Nullable Object value);

    /** Whether the call was canceled or timed out, so that nobody waits for an answer any more (CAN-11). */
    boolean isCanceled();

    /** Runs {@code action} on the client's executor when the call is canceled; at once if it is already. */
    void onCancel(Runnable action);

    /** Whether the caller sends further arguments for this same call (PCI-2). */
    boolean hasMoreInput();

    /** The arguments that follow the first ones of a progressive call, ending with the call's last message (PCI-2). One subscriber. */
    Flow.Publisher<Arguments> moreInput();

    /** See {@link Arguments#arg(int, Class)}. */
    default <T> T arg(int index, Class<T> type) {
        return arguments().arg(index, type);
    }

    /** See {@link Arguments#kwarg(String, Class)}. */
    default <T> T kwarg(String name, Class<T> type) {
        return arguments().kwarg(name, type);
    }

    default List<@Nullable Object> args() {
        return arguments().args();
    }

    default Map<String, @Nullable Object> kwargs() {
        return arguments().kwargs();
    }
}
