package io.aerostat.router.listener;

import java.util.Optional;

/**
 * A part of a transport over which clients join: it needs an acceptor of the router, which follows from its
 * {@link #access}.
 */
public sealed interface WampService permits Transport.RawSocket, PathService.WebSocket, PathService.LongPoll {
    /** Returns who may join. */
    Access access();

    /** Returns the bounds of each connection. */
    ConnectionOptions connection();

    /** Returns the cookie by which the service recognizes browsers, if it has one. */
    default Optional<CookieOptions> cookie() {
        return Optional.empty();
    }
}
