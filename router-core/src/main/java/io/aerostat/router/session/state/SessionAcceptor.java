package io.aerostat.router.session.state;

import io.aerostat.router.authentication.method.AuthenticationMethods;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;

/** Accepts the links of one transport and lets their clients join the realms. */
public final class SessionAcceptor implements LinkAcceptor {
    private final RealmDirectory realms;
    private final AuthenticationMethods authentication;
    private final SessionTimeouts timeouts;
    private final SessionOptions options;
    private final ConnectionRegistry connections;

    /** @param connections gets every connection, so that all can be ended at shutdown */
    public SessionAcceptor(
            RealmDirectory realms,
            AuthenticationMethods authentication,
            SessionTimeouts timeouts,
            SessionOptions options,
            ConnectionRegistry connections) {
        this.realms = realms;
        this.authentication = authentication;
        this.timeouts = options.rejoin().map(timeouts::withRejoin).orElse(timeouts);
        this.options = options;
        this.connections = connections;
    }

    @Override
    public LinkHandler accept(Link link) {
        WampConnection connection = new WampConnection(link, realms, authentication, timeouts, options, connections);
        connections.add(connection);
        connection.start();
        return connection;
    }
}
