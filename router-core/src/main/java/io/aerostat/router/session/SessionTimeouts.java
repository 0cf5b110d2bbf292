package io.aerostat.router.session;

import java.time.Duration;

/**
 * The time limits for the messages that the router expects from a client.
 *
 * @param handshake the limit for each of these: HELLO, AUTHENTICATE, and an authentication method without its own
 *     deadline (SES-23)
 * @param rejoin the limit for the next HELLO after a session has ended on the connection (SES-19)
 * @param goodbye the limit for the client's GOODBYE after the router's (SES-15)
 */
public record SessionTimeouts(Duration handshake, Duration rejoin, Duration goodbye) {
    public static final SessionTimeouts DEFAULT =
            new SessionTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

    public SessionTimeouts withRejoin(Duration timeout) {
        return new SessionTimeouts(handshake, timeout, goodbye);
    }
}
