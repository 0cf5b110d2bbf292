package io.aerostat.router.session;

import java.time.Duration;

/**
 * How long a client may take to send the next message that the router expects.
 *
 * @param handshake for HELLO, for AUTHENTICATE, and for an authentication method without a deadline of its own; each
 *     (SES-23)
 * @param rejoin for the next HELLO after a session has ended on the connection (SES-19)
 * @param goodbye for the client's GOODBYE after the router's (SES-15)
 */
public record SessionTimeouts(Duration handshake, Duration rejoin, Duration goodbye) {
    public static final SessionTimeouts DEFAULT =
            new SessionTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

    public SessionTimeouts withRejoin(Duration timeout) {
        return new SessionTimeouts(handshake, timeout, goodbye);
    }
}
