package io.aerostat.router.connection;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;

/** Distinguishes a connection that the peer or the network has ended from a bug of the router. */
public final class LostConnection {
    private LostConnection() {}

    /** Checks whether an exception of a channel means only that its connection has ended. */
    public static boolean isMeantBy(Throwable cause) {
        // Netty's decoder wraps the exception for bytes that are not TLS, or broken TLS.
        return cause instanceof IOException
                || cause instanceof DecoderException && cause.getCause() instanceof IOException;
    }
}
