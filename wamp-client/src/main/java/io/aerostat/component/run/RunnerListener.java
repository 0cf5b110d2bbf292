package io.aerostat.component.run;

import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives the events in the life of a component, for logs and supervision. Its methods are called one after the other,
 * on the runner's executor.
 */
public interface RunnerListener {
    /** Called when the component has joined, {@code onJoin} has completed, and its annotated methods are bound. */
    default void ready(SessionDetails details) {}

    /**
     * Called when the component's constructor or one of its life cycle methods has thrown an exception.
     *
     * @param where the name of the method
     */
    default void failed(String where, Throwable cause) {}

    /** Called when the session has ended. */
    default void left(CloseReason reason) {}

    /** Called when an attempt to join has failed. The next attempt follows after {@code delay}. */
    default void retrying(Throwable cause, Duration delay) {}

    /**
     * Called when the component has ended.
     *
     * @param cause the reason why no further attempt is made; empty if the component was stopped, or left the realm of
     *     its own accord
     */
    default void ended(Optional<Throwable> cause) {}
}
