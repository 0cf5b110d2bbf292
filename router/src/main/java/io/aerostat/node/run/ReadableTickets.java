package io.aerostat.node.run;

import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;

/** Finds transports on which clients can send tickets without encryption (TIC-3). */
final class ReadableTickets {
    private static final String TICKET = "ticket";

    private ReadableTickets() {}

    /**
     * Checks whether the transport offers ticket authentication and other machines can connect to it without TLS. May
     * look up a host name.
     */
    static boolean on(Listener listener) {
        return listener.endpoint() instanceof ListeningEndpoint.Tcp tcp
                && tcp.tls().isEmpty()
                && OfferedMethods.of(listener)
                        .anyMatch(method -> method.methodName().equals(TICKET))
                && OtherMachines.canReach(tcp);
    }
}
