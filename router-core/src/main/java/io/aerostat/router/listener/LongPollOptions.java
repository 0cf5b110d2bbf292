package io.aerostat.router.listener;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of long-poll services (docs/reference/crossbar.md#web-services).
 *
 * @param requestTimeout how long the router holds a request for messages before it answers without messages
 * @param sessionTimeout how long a client may go without a request for messages before its session ends
 * @param queueLimitMessages the largest number of messages that may wait for the client
 * @param fixedId the id of every connection, for tests with hand-written requests; anyone who knows the id can use the
 *     connection. Empty for ids that nobody can guess
 * @param connection the limits of each connection; the outbound budget is the largest number of bytes that may wait for
 *     the client, and no pings are sent
 */
public record LongPollOptions(
        Duration requestTimeout,
        Duration sessionTimeout,
        int queueLimitMessages,
        Optional<String> fixedId,
        ConnectionOptions connection) {
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_QUEUE_LIMIT_BYTES = 128 * 1024;

    /**
     * The default limit of waiting messages: ten times the default in Crossbar.io, because a burst of 256 calls must
     * fit (P5).
     */
    public static final int DEFAULT_QUEUE_LIMIT_MESSAGES = 1000;

    public static final LongPollOptions DEFAULT = new LongPollOptions(
            DEFAULT_REQUEST_TIMEOUT,
            DEFAULT_SESSION_TIMEOUT,
            DEFAULT_QUEUE_LIMIT_MESSAGES,
            Optional.empty(),
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

    /** Returns a copy with other connection limits. */
    public LongPollOptions withConnection(ConnectionOptions bounds) {
        return new LongPollOptions(requestTimeout, sessionTimeout, queueLimitMessages, fixedId, bounds);
    }
}
