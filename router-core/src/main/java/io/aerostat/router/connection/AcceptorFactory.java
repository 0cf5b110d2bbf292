package io.aerostat.router.connection;

import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.Access;
import java.util.Optional;

/** Makes an acceptor for each service; the acceptor begins the sessions of its service. May block. */
@FunctionalInterface
public interface AcceptorFactory {
    /**
     * Makes an acceptor.
     *
     * @param access how clients authenticate and which of them may join
     * @param cookies the store of the service's cookie, if it has one
     * @throws IllegalArgumentException if an authentication method is configured twice or cannot be used
     */
    ServiceAcceptor create(Access access, Optional<CookieStore> cookies);
}
