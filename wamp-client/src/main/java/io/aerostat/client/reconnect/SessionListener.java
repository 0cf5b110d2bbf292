package io.aerostat.client.reconnect;

import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives the events in the life of a session that reconnects: connected, joined, left. Its methods are called one
 * after the other, on the client's executor.
 */
public interface SessionListener {
    /** Called when the connection is open, before the join. */
    default void connected() {}

    /** Called when the session is joined, for the first time or again. Registrations and subscriptions follow. */
    default void joined(SessionDetails details) {}

    /** Called when the session and its connection have ended. */
    default void left(CloseReason reason) {}

    /** Called when an attempt to join has failed. The next attempt follows after {@code delay}. */
    default void retrying(Throwable cause, Duration delay) {}

    /** Called when a registration or subscription could not be restored after a loss. */
    default void notRestored(String uri, Throwable cause) {}

    /**
     * Called when the client makes no further attempt to join.
     *
     * @param cause why the client gave up; empty if the client has left the session
     */
    default void closed(Optional<Throwable> cause) {}
}
