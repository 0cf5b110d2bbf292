package io.aerostat.router;

import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.Access;
import java.util.Optional;

/** Makes acceptors of a router for tests that create links themselves. */
public final class Acceptors {
    private Acceptors() {}

    /** Returns an acceptor of links that have no cookie. */
    public static LinkAcceptor of(Router router, Access access) {
        return router.acceptor(access, Optional.empty());
    }

    /** Returns an acceptor of links that have cookies from this store. */
    public static LinkAcceptor of(Router router, CookieStore cookies, Access access) {
        return router.acceptor(access, Optional.of(cookies));
    }
}
