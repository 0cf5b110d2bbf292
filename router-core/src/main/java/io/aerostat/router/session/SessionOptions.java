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
 */
public record SessionOptions(SlowConsumer slowConsumer, int maxPayloadSize, Optional<Duration> rejoin) {
    /** Slow consumers are disconnected, and payloads are limited only by the size of messages. */
    public static final SessionOptions DEFAULT =
            new SessionOptions(SlowConsumer.DISCONNECT, Integer.MAX_VALUE, Optional.empty());

    public SessionOptions {
        if (maxPayloadSize < 1) {
            throw new IllegalArgumentException("maxPayloadSize: found " + maxPayloadSize + " (expected at least 1)");
        }
        if (rejoin.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("rejoin: found " + rejoin.get() + " (expected zero or more)");
        }
    }

    public SessionOptions withSlowConsumer(SlowConsumer policy) {
        return new SessionOptions(policy, maxPayloadSize, rejoin);
    }

    public SessionOptions withMaxPayloadSize(int bytes) {
        return new SessionOptions(slowConsumer, bytes, rejoin);
    }

    public SessionOptions withRejoin(Duration timeout) {
        return new SessionOptions(slowConsumer, maxPayloadSize, Optional.of(timeout));
    }
}
