package io.aerostat.router.session;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of a transport's sessions.
 *
 * @param slowConsumer the treatment of slow consumers; a role may have another one
 * @param maxPayloadSize the largest size of a message's arguments in bytes; a larger message is refused, and the
 *     session continues (P21)
 * @param rejoin how long a connection stays open for the next HELLO after GOODBYE (SES-19); empty for the time in
 *     {@link SessionTimeouts}
 * @param routes the realms and roles of the sessions; empty if the router's realms alone decide
 */
public record SessionOptions(
        SlowConsumer slowConsumer, int maxPayloadSize, Optional<Duration> rejoin, Optional<Routes> routes) {
    /** Slow consumers are disconnected, and payloads are limited only by the size of messages. */
    public static final SessionOptions DEFAULT =
            new SessionOptions(SlowConsumer.DISCONNECT, Integer.MAX_VALUE, Optional.empty());

    /** Creates options of sessions that may join every realm. */
    public SessionOptions(SlowConsumer slowConsumer, int maxPayloadSize, Optional<Duration> rejoin) {
        this(slowConsumer, maxPayloadSize, rejoin, Optional.empty());
    }

    public SessionOptions {
        if (maxPayloadSize < 1) {
            throw new IllegalArgumentException("maxPayloadSize: found " + maxPayloadSize + " (expected at least 1)");
        }
        if (rejoin.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("rejoin: found " + rejoin.get() + " (expected zero or more)");
        }
    }

    public SessionOptions withSlowConsumer(SlowConsumer policy) {
        return new SessionOptions(policy, maxPayloadSize, rejoin, routes);
    }

    public SessionOptions withMaxPayloadSize(int bytes) {
        return new SessionOptions(slowConsumer, bytes, rejoin, routes);
    }

    public SessionOptions withRejoin(Duration timeout) {
        return new SessionOptions(slowConsumer, maxPayloadSize, Optional.of(timeout), routes);
    }

    /** Returns a copy that lets sessions join only these realms with these roles. */
    public SessionOptions withRoutes(Routes permitted) {
        return new SessionOptions(slowConsumer, maxPayloadSize, rejoin, Optional.of(permitted));
    }
}
