package io.aerostat.client.reconnect;

import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import java.time.Duration;
import java.util.Optional;

/** Is told how a session that reconnects fares, one call after the other, on the client's executor. */
public interface SessionListener {
    /** A connection is there; joining begins. */
    default void connected() {}

    /** The session is joined, for the first time or again; registrations and subscriptions follow. */
    default void joined(SessionDetails details) {}

    /** The session, and its connection, is gone. */
    default void left(CloseReason reason) {}

    /** An attempt failed; the next one comes after {@code delay}. */
    default void retrying(Throwable cause, Duration delay) {}

    /** A registration or subscription could not be had again after a loss. */
    default void notRestored(String uri, Throwable cause) {}

    /**
     * It is over for good.
     *
     * @param cause why no further attempt is made; empty if the session was left
     */
    default void closed(Optional<Throwable> cause) {}
}
