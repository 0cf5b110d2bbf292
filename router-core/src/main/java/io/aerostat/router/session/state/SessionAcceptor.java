package io.aerostat.router.session.state;

import io.aerostat.router.authentication.method.AuthenticationMethods;
import io.aerostat.router.authentication.method.ClosedAuthentication;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;

/** Accepts the links of one service and lets their clients join the realms. Any thread. */
public final class SessionAcceptor implements ServiceAcceptor {
    private final RealmDirectory realms;
    private final ConnectionRegistry connections;
    private volatile JoinTerms terms;

    /**
     * Creates an acceptor.
     *
     * @param connections records every connection, so that all can be ended at shutdown
     */
    public SessionAcceptor(
            RealmDirectory realms,
            AuthenticationMethods authentication,
            SessionTimeouts timeouts,
            SessionOptions options,
            ConnectionRegistry connections) {
        this.realms = realms;
        this.terms = new JoinTerms(
                authentication, options.rejoin().map(timeouts::withRejoin).orElse(timeouts), options);
        this.connections = connections;
    }

    @Override
    public LinkHandler accept(Link link) {
        WampConnection connection = new WampConnection(link, realms, this, connections);
        connections.add(connection);
        connection.start();
        return connection;
    }

    /** Returns the terms that apply to a client that joins now. */
    JoinTerms terms() {
        return terms;
    }

    @Override
    public void become(ServiceAcceptor other) {
        terms = ((SessionAcceptor) other).terms;
    }

    @Override
    public void retire() {
        JoinTerms last = terms;
        terms = new JoinTerms(
                AuthenticationMethods.always(new ClosedAuthentication()), last.timeouts(), last.options());
    }
}
