package io.aerostat.router.connection;

import io.aerostat.router.session.TransportInfo;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distinguishes a connection that the peer or the network has ended from a bug of the router. */
public final class LostConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LostConnection.class);

    private LostConnection() {}

    /** Checks whether an exception of a channel means only that its connection has ended. */
    public static boolean isMeantBy(Throwable cause) {
        // Netty's decoder wraps the exception for bytes that are not TLS, or broken TLS.
        return cause instanceof IOException
                || cause instanceof DecoderException && cause.getCause() instanceof IOException;
    }

    /**
     * Logs an exception of a link's channel. Returns whether the exception only means that the connection has ended.
     */
    static boolean log(Throwable cause, TransportInfo transport) {
        boolean isLost = isMeantBy(cause);
        if (isLost) {
            LOG.debug("connection lost: {}", transport, cause);
        } else {
            LOG.error("a bug ends the connection: {}", transport, cause);
        }
        return isLost;
    }
}
