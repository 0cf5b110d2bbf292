package io.aerostat.node.config;

import java.time.Duration;
import java.util.List;

/**
 * How long-poll is spoken.
 *
 * @param requestTimeout how long a request for messages waits
 * @param sessionTimeout after how long without a request a session ends
 * @param queueLimitBytes how many octets may wait for a client
 * @param queueLimitMessages how many messages may wait for a client
 * @param authentication how clients authenticate; none: everybody joins as anonymous
 */
public record LongPollSettings(
        Duration requestTimeout,
        Duration sessionTimeout,
        int queueLimitBytes,
        int queueLimitMessages,
        List<AuthenticationMethod> authentication) {

    public LongPollSettings {
        authentication = List.copyOf(authentication);
    }

    public LongPollSettings withAuthentication(List<AuthenticationMethod> methods) {
        return new LongPollSettings(requestTimeout, sessionTimeout, queueLimitBytes, queueLimitMessages, methods);
    }
}
