package io.aerostat.router.link;

/** Accepts the links of one service over which clients join. Its rules can be replaced. Any thread. */
public interface ServiceAcceptor extends LinkAcceptor {
    /**
     * Adopts the rules of another acceptor. They apply to every HELLO from now on, including those on open connections;
     * joined sessions stay as they are.
     */
    void become(ServiceAcceptor other);

    /** Refuses every HELLO from now on, because the service has been removed; joined sessions stay. */
    void retire();
}
