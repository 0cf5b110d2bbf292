package io.aerostat.router.connection;

import io.aerostat.router.session.TransportInfo;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distinguishes the end of a connection, caused by the peer or the network, from a bug in the router. */
public final class LostConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LostConnection.class);

    private LostConnection() {}

    /** Checks whether an exception in a channel means only that the connection has ended. */
    public static boolean isReportedBy(Throwable cause) {
        // Netty's TLS handler throws a DecoderException for bytes that are not valid TLS.
        return cause instanceof IOException
                || cause instanceof DecoderException && cause.getCause() instanceof IOException;
    }

    /**
     * Logs an exception in a link's channel. Returns true if the exception means only that the connection has ended.
     */
    static boolean log(Throwable cause, TransportInfo transport) {
        boolean isLost = isReportedBy(cause);
        if (isLost) {
            LOG.debug("connection lost: {}", transport, cause);
        } else {
            LOG.error("a bug ends the connection: {}", transport, cause);
        }
        return isLost;
    }
}
