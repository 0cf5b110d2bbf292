package io.aerostat.client.connection;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;

/** The failure of a TLS handshake. Any thread. */
final class TlsFailure {
    private TlsFailure() {}

    /** Describes the failure in a text for people. */
    static String text(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            // The message of this exception is not readable: it shows the received bytes in hexadecimal digits.
            return "TLS: found an answer without TLS (expected a port with TLS)";
        }
        if (cause instanceof ClosedChannelException) {
            return "TLS: the router closed the connection during the handshake";
        }
        return "TLS: " + cause.getMessage();
    }
}
