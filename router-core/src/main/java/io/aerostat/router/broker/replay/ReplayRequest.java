package io.aerostat.router.broker.replay;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.router.broker.subscription.HeldSubscriptions;
import io.aerostat.router.broker.subscription.Recording;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/** The refusals of a SUBSCRIBE with {@code x_replay_after}. Any thread, except for {@link #check}. */
public final class ReplayRequest {
    private static final String KEY = OptionKey.X_REPLAY_AFTER.key();

    private ReplayRequest() {}

    /**
     * Returns the reason not to replay the history, or null. Called on the session's loop.
     *
     * @param isShared whether the realm has several nodes, each of which has its own order of live events
     */
    public static @Nullable Refusal check(
            Subscribe message, @Nullable Recording recording, HeldSubscriptions held, boolean isShared) {
        if (isShared) {
            return new Refusal(
                    ErrorUris.FEATURE_NOT_SUPPORTED,
                    KEY + ": found a realm of a cluster (expected a realm of one node: each node delivers live "
                            + "events in an order of its own)");
        }
        if (message.options().getRetained() || message.options().nkey() != null) {
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    KEY + ": found together with "
                            + (message.options().getRetained() ? OptionKey.GET_RETAINED : OptionKey.NKEY).key()
                            + " (expected one of them)");
        }
        if (held.find(message.topic(), message.options().match()) != null) {
            return new Refusal(
                    ErrorUris.INVALID_ARGUMENT,
                    KEY + ": found a subscription that the session holds already (expected a new one)");
        }
        return recording == null ? noHistory(message) : null;
    }

    public static Refusal noHistory(Subscribe message) {
        return new Refusal(
                ErrorUris.HISTORY_UNAVAILABLE,
                KEY + ": the realm keeps no history of exactly \"" + message.topic() + "\" with match "
                        + message.options().match().wire());
    }

    public static Refusal unknown(Subscribe message) {
        return new Refusal(
                ErrorUris.NO_SUCH_PUBLICATION,
                KEY + ": found publication " + message.options().replayAfter()
                        + " (expected one that the history still has, or 0 for all of them)");
    }

    public static Refusal unreadable(Subscribe message, @Nullable Throwable failure) {
        return new Refusal(
                ErrorUris.HISTORY_UNAVAILABLE,
                KEY + ": the history of \"" + message.topic() + "\" cannot be read"
                        + (cause(failure) instanceof UnsupportedOperationException e ? ": " + e.getMessage() : ""));
    }

    /** Returns the reason to end a subscription whose replay has failed. */
    public static Refusal reason(Throwable failure) {
        return cause(failure) instanceof NoLongerKeptException gone
                ? new Refusal(ErrorUris.NO_SUCH_PUBLICATION, String.valueOf(gone.getMessage()))
                : new Refusal(ErrorUris.HISTORY_UNAVAILABLE, "the past events cannot be read: " + cause(failure));
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure == null ? null : StageFailure.cause(failure);
    }
}
