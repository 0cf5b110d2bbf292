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

/** One call, as its handler receives it. Any thread. */
public interface Invocation {
    /** Returns the arguments, positional and by keyword. */
    Arguments arguments();

    /** Returns the called URI, which differs from call to call if a pattern is registered (PBR-5). */
    String procedure();

    /** Returns the caller, if its identity is disclosed. */
    Optional<Caller> caller();

    /** Returns the router's trust in the call, if the router sends it (TRU-1). */
    OptionalLong trustLevel();

    /**
     * Returns the sessions for which links between routers have forwarded the call (R2R-2), as the caller claims. The
     * router does not check the claim.
     */
    default List<Map<String, @Nullable Object>> forwardFor() {
        return List.of();
    }

    /** Returns the timeout of the call, if this client monitors it (TMO-3). */
    Optional<Duration> timeout();

    /** Checks whether the caller accepts results before the final one. */
    boolean wantsProgress();

    /**
     * Sends a progressive result. The result is dropped if the caller does not accept progressive results
     * ({@link #wantsProgress()}), or if the invocation has ended (PCR-10).
     *
     * @return a stage that completes when the transport has taken the result; a producer that waits for the stage does
     *     not outrun a slow network
     */
    CompletionStage<Void> progress(@Nullable Object value);

    /** Returns whether the call was canceled or has timed out, so that an answer is no longer needed (CAN-11). */
    boolean isCanceled();

    /** Runs {@code action} on the client's executor when the call is canceled, or at once if it is canceled already. */
    void onCancel(Runnable action);

    /** Returns whether the caller sends further arguments for this call (PCI-2). */
    boolean hasMoreInput();

    /**
     * Publishes the arguments that follow the first arguments of a progressive call, up to the call's last message
     * (PCI-2). Accepts one subscriber.
     */
    Flow.Publisher<Arguments> moreInput();

    /** Returns a positional argument; see {@link Arguments#arg(int, Class)}. */
    default <T> T arg(int index, Class<T> type) {
        return arguments().arg(index, type);
    }

    /** Returns a keyword argument; see {@link Arguments#kwarg(String, Class)}. */
    default <T> T kwarg(String name, Class<T> type) {
        return arguments().kwarg(name, type);
    }

    /** Returns the positional arguments. */
    default List<@Nullable Object> args() {
        return arguments().args();
    }

    /** Returns the keyword arguments. */
    default Map<String, @Nullable Object> kwargs() {
        return arguments().kwargs();
    }
}
