package io.aerostat.router.listener;

import java.time.Duration;

/**
 * The options of long-poll services (docs/reference/crossbar.md#web-services).
 *
 * @param requestTimeout how long the router holds a request for messages before it answers with none
 * @param sessionTimeout how long a client may be without such a request before its session ends
 * @param queueLimitMessages maximum number of messages that wait for the client
 * @param connection bounds of each connection; its outbound budget is the maximum number of bytes that wait for the
 *     client, and there are no pings
 */
public record LongPollOptions(
        Duration requestTimeout, Duration sessionTimeout, int queueLimitMessages, ConnectionOptions connection) {
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_QUEUE_LIMIT_BYTES = 128 * 1024;

    /** Ten times the default of Crossbar.io: a burst of 256 calls must find room (P5). */
    public static final int DEFAULT_QUEUE_LIMIT_MESSAGES = 1000;

    public static final LongPollOptions DEFAULT = new LongPollOptions(
            DEFAULT_REQUEST_TIMEOUT,
            DEFAULT_SESSION_TIMEOUT,
            DEFAULT_QUEUE_LIMIT_MESSAGES,
            ConnectionOptions.DEFAULT.withOutgoingBudget(DEFAULT_QUEUE_LIMIT_BYTES));

    public LongPollOptions {
        if (queueLimitMessages < 1) {
            throw new IllegalArgumentException(
                    "longpoll: found a queue of " + queueLimitMessages + " messages (expected at least 1)");
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero() || sessionTimeout.compareTo(requestTimeout) < 0) {
            throw new IllegalArgumentException("longpoll: found request timeout " + requestTimeout
                    + " and session timeout " + sessionTimeout
                    + " (expected a positive request timeout and a session timeout that is not shorter)");
        }
    }

    /** Returns a copy with other bounds of each connection. */
    public LongPollOptions withConnection(ConnectionOptions bounds) {
        return new LongPollOptions(requestTimeout, sessionTimeout, queueLimitMessages, bounds);
    }
}
