package io.aerostat.router.link;

import org.jspecify.annotations.Nullable;

/** The part of a client's address that distinguishes clients. Stateless; any thread. */
public final class ClientAddress {
    private static final String IPV4 = "tcp4:";
    private static final String IPV6 = "tcp6:";
    private static final int NETWORK_GROUPS = 4;

    private ClientAddress() {}

    /**
     * Returns an IPv4 address without its port, or the 64-bit network of an IPv6 address, because the owner of a
     * network can use all of its addresses. Returns null for a Unix domain socket and for a connection within the
     * process.
     *
     * @param peer the client's end of the connection, such as {@code tcp4:192.0.2.1:50000}
     */
    public static @Nullable String of(String peer) {
        if (peer.startsWith(IPV4)) {
            int port = peer.indexOf(':', IPV4.length());
            return peer.substring(IPV4.length(), port < 0 ? peer.length() : port);
        }
        return peer.startsWith(IPV6) ? network(peer) : null;
    }

    private static String network(String peer) {
        int end = IPV6.length() - 1;
        for (int group = 0; group < NETWORK_GROUPS && end >= 0; group++) {
            end = peer.indexOf(':', end + 1);
        }
        return end < 0 ? peer.substring(IPV6.length()) : peer.substring(IPV6.length(), end) + "::/64";
    }
}
