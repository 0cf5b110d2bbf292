package io.aerostat.router.listener;

import io.aerostat.router.listener.option.CookieOptions;
import java.util.Optional;

/**
 * A part of a transport over which clients join. It needs an acceptor, which the router makes from the {@link #access}.
 */
public sealed interface WampService
        permits Transport.RawSocket,
                Transport.Bridged,
                PathService.WebSocket,
                PathService.LongPoll,
                HttpBridge,
                BridgedWebSocket,
                Upload {
    /** Returns how clients authenticate, and the options of their sessions. */
    Access access();

    /** Returns the limits of each connection. */
    ConnectionOptions connection();

    /** Returns the cookie by which the service recognizes browsers, if it has one. */
    default Optional<CookieOptions> cookie() {
        return Optional.empty();
    }
}
