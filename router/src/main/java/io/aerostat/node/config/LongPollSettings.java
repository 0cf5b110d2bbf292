package io.aerostat.node.config;

import java.time.Duration;

/**
 * How long-poll is spoken.
 *
 * @param requestTimeout how long a request for messages waits
 * @param sessionTimeout after how long without a request a session ends
 * @param queueLimitBytes how many octets may wait for a client
 * @param queueLimitMessages how many messages may wait for a client
 */
public record LongPollSettings(
        Duration requestTimeout, Duration sessionTimeout, int queueLimitBytes, int queueLimitMessages) {}
