package io.aerostat.component.run;

import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.Optional;

/**
 * Called as a component joins, fails and ends, for logs and supervision. Calls come one after the other, on the
 * runner's executor.
 */
public interface RunnerListener {
    /** The component has joined, {@code onJoin} has completed, and its annotated methods are bound. */
    default void ready(SessionDetails details) {}

    /**
     * The component's constructor or one of its life cycle methods threw an exception.
     *
     * @param where the name of the method
     */
    default void failed(String where, Throwable cause) {}

    /** The session has ended. */
    default void left(CloseReason reason) {}

    /** An attempt failed; the next one comes after {@code delay}. */
    default void retrying(Throwable cause, Duration delay) {}

    /**
     * The component has ended.
     *
     * @param cause why no further attempt is made; empty if the component was stopped or left by itself
     */
    default void ended(Optional<Throwable> cause) {}
}
