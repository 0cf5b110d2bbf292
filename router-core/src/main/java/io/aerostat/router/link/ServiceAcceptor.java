package io.aerostat.router.link;

/** Accepts the links of one service over which clients join. Its rules can be replaced. Any thread. */
public interface ServiceAcceptor extends LinkAcceptor {
    /**
     * Takes over the rules of another acceptor. The new rules apply to every HELLO from now on, even on open
     * connections. Joined sessions are not affected.
     */
    void become(ServiceAcceptor other);

    /** Refuses every HELLO from now on, because the service has been removed. Joined sessions stay. */
    void retire();
}
