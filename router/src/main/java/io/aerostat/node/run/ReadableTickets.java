package io.aerostat.node.run;

import io.aerostat.node.config.Transport;
import io.aerostat.router.listener.ListeningEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells on which transports clients could send tickets that others can read on the way (TIC-3). */
final class ReadableTickets {
    private static final String TICKET = "ticket";

    private ReadableTickets() {}

    /** Whether the transport asks for tickets, and others than this machine can connect without TLS. May look up a name. */
    static boolean on(Transport transport) {
        return transport.endpoint().endpoint() instanceof ListeningEndpoint.Tcp tcp
                && tcp.tls().isEmpty()
                && OfferedMethods.of(transport).anyMatch(method -> OfferedMethods.isNamed(method, TICKET))
                && !isLoopback(tcp.host());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // nor could anybody listen there
        }
    }
}
