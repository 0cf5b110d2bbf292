package io.aerostat.router.link;

/** Accepts the links of one service over which clients join. Its rules can be replaced. Any thread. */
public interface ServiceAcceptor extends LinkAcceptor {
    /**
     * Takes over the rules of another acceptor. They apply to every HELLO from now on, even on open connections; joined
     * sessions stay as they are.
     */
    void become(ServiceAcceptor other);

    /** Refuses every HELLO from now on, because the service has been removed. Joined sessions stay. */
    void retire();
}
