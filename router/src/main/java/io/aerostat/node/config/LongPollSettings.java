package io.aerostat.node.config;

import io.aerostat.protocol.serializer.UbjsonDialect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long-poll is spoken.
 *
 * @param requestTimeout how long a request for messages waits
 * @param sessionTimeout after how long without a request a session ends
 * @param queueLimitBytes how many octets may wait for a client
 * @param queueLimitMessages how many messages may wait for a client
 * @param authentication how clients authenticate; none: everybody joins as anonymous
 * @param ubjsonDialect of clients that speak UBJSON and do not say which of its byte orders
 */
public record LongPollSettings(
        Duration requestTimeout,
        Duration sessionTimeout,
        int queueLimitBytes,
        int queueLimitMessages,
        List<AuthenticationMethod> authentication,
        Optional<UbjsonDialect> ubjsonDialect) {

    public LongPollSettings {
        authentication = List.copyOf(authentication);
    }

    public LongPollSettings withAuthentication(List<AuthenticationMethod> methods) {
        return new LongPollSettings(
                requestTimeout, sessionTimeout, queueLimitBytes, queueLimitMessages, methods, ubjsonDialect);
    }
}
