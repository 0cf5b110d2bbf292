package io.aerostat.router.session;

import java.time.Duration;

/**
 * How long a connection may take over what it owes.
 *
 * @param handshake for HELLO, for AUTHENTICATE, and for a method that has no deadline of its own, each (SES-23, P10)
 * @param rejoin for the next HELLO after a session has ended on the connection (SES-19)
 * @param goodbye for the peer's GOODBYE after ours (SES-15)
 */
public record SessionTimeouts(Duration handshake, Duration rejoin, Duration goodbye) {
    public static final SessionTimeouts DEFAULT =
            new SessionTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

    public SessionTimeouts withRejoin(Duration timeout) {
        return new SessionTimeouts(handshake, timeout, goodbye);
    }
}
