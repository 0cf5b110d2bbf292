package io.aerostat.testkit;

import java.io.IOException;

/**
 * Thrown when the router refuses a connection before any WAMP message. The exception's message is the router's answer.
 */
public final class ConnectionRefused extends IOException {
    private static final long serialVersionUID = 1;

    ConnectionRefused(String answer) {
        super(answer);
    }
}
