package io.aerostat.client.connection;

import io.aerostat.protocol.address.HostName;
import io.aerostat.protocol.address.RouterUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Finds the socket addresses of a URL, in the order in which they are tried. Stateless; looking up a name blocks. */
final class Addresses {
    private Addresses() {}

    static List<SocketAddress> of(RouterUrl url, ConnectorOptions options) throws UnknownHostException {
        SocketAddress target = options.via()
                .orElseGet(() -> url.isUnix()
                        ? UnixDomainSocketAddress.of(url.path())
                        : InetSocketAddress.createUnresolved(url.host(), url.port()));
        if (!(target instanceof InetSocketAddress internet)) {
            return List.of(target);
        }
        List<SocketAddress> addresses = new ArrayList<>();
        String host = internet.getHostString();
        for (InetAddress address : InetAddress.getAllByName(HostName.ascii(host).orElse(host))) {
            addresses.add(new InetSocketAddress(address, internet.getPort()));
        }
        return addresses;
    }

    /**
     * Checks whether data sent to the address stays within this machine, because the address is a loopback address or
     * not an internet address.
     */
    static boolean isOfThisMachine(SocketAddress address) {
        return !(address instanceof InetSocketAddress internet)
                || (internet.getAddress() != null && internet.getAddress().isLoopbackAddress());
    }
}
