package io.aerostat.component;

import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.Optional;

/** Is told how a component fares, one call after the other, on the runner's executor; for logs and supervision. */
public interface RunnerListener {
    /** The component is joined, {@code onJoin} is done, and its annotated methods are bound. */
    default void ready(SessionDetails details) {}

    /** The component threw: in its constructor, or in one of its life cycle methods, which {@code where} names. */
    default void failed(String where, Throwable cause) {}

    /** The session is over. */
    default void left(CloseReason reason) {}

    /** An attempt failed; the next one comes after {@code delay}. */
    default void retrying(Throwable cause, Duration delay) {}

    /**
     * The component has ended.
     *
     * @param cause why no further attempt is made; empty if it was stopped or left by itself
     */
    default void ended(Optional<Throwable> cause) {}
}
