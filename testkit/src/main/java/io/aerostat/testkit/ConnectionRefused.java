package io.aerostat.testkit;

import java.io.IOException;

/** The router has refused a connection before any WAMP message; the text is the router's answer. */
public final class ConnectionRefused extends IOException {
    private static final long serialVersionUID = 1;

    ConnectionRefused(String answer) {
        super(answer);
    }
}
