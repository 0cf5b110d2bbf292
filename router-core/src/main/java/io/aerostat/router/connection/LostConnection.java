package io.aerostat.router.connection;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;

/** Tells what a peer or the network does to a connection from what is a bug here. */
public final class LostConnection {
    private LostConnection() {}

    /** Whether an exception of a channel is the end of its connection, and no reason to look for a mistake. */
    public static boolean isMeantBy(Throwable cause) {
        // What is not TLS, or broken TLS, comes wrapped by Netty's decoder.
        return cause instanceof IOException
                || cause instanceof DecoderException && cause.getCause() instanceof IOException;
    }
}
