package io.aerostat.router.connection;

import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.TrustedProxies;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a request, as the client sees it.
 *
 * @param isEncrypted whether the client's connection to the router or to a trusted proxy uses TLS
 * @param host the {@code Host} that the client requested
 * @param peer the client's address, such as {@code tcp4:192.0.2.1:50000}; without a port if a proxy reports the address
 *     without one
 * @param uncounted the name of an ignored forwarding header, with the reason; empty if none was ignored
 */
public record RequestSource(boolean isEncrypted, String host, String peer, Optional<String> uncounted) {
    private static final int MAX_SHOWN = 100;
    private static final List<String> HEADERS_OF_PROXIES =
            List.of(Forwarding.SCHEME, Forwarding.HOST, Forwarding.STANDARD);
    private static final int IPV6_GROUPS = 8;
    private static final SocketAddress UNIX = UnixDomainSocketAddress.of("");

    /** Determines the source of a request from its connection and its headers. */
    public static RequestSource of(Channel channel, HttpHeaders headers, TrustedProxies proxies) {
        boolean tls = Peers.usesTls(channel);
        String host = headers.get(HttpHeaderNames.HOST, "");
        String peer = Peers.describe(Peers.remote(channel), channel.localAddress());
        // The connecting end of a Unix domain socket has no address.
        if (!proxies.trusts(Peers.isUnixClient(channel) ? channel.localAddress() : Peers.remote(channel))) {
            return new RequestSource(tls, host, peer, uncounted(headers, peer));
        }
        Forwarding.Proxy outermost = Forwarding.of(headers).outermost(node -> {
            InetAddress address = address(node);
            return address != null && proxies.trusts(address);
        });
        boolean encrypted = outermost
                .scheme()
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .map(scheme -> scheme.equals("https") || scheme.equals("wss"))
                .orElse(tls);
        String client = outermost.client().flatMap(RequestSource::describe).orElse(peer);
        return new RequestSource(encrypted, outermost.host().orElse(host), client, Optional.empty());
    }

    /** Checks whether the client's address belongs to a set. */
    public boolean isIn(Addresses addresses) {
        if (peer.startsWith("unix:")) {
            return addresses.contains(UNIX);
        }
        InetAddress client = NetUtil.createInetAddressFromIpAddressString(address());
        return client != null && addresses.contains(client);
    }

    /** Returns the client's IP address without the port, or the path of a Unix domain socket. */
    public String address() {
        String address = peer.substring(peer.indexOf(':') + 1);
        int colons = address.length() - address.replace(":", "").length();
        boolean hasPort = peer.startsWith("tcp4:") && colons == 1 || peer.startsWith("tcp6:") && colons == IPV6_GROUPS;
        return hasPort ? address.substring(0, address.lastIndexOf(':')) : address;
    }

    private static Optional<String> describe(String node) {
        InetAddress address = address(node);
        if (address == null) {
            return Optional.empty(); // "unknown", or an identifier that only the proxy understands
        }
        String family = address.getAddress().length == 4 ? "tcp4:" : "tcp6:";
        String port = node.matches("\\[.*]:\\d{1,5}|[0-9.]+:\\d{1,5}") ? node.substring(node.lastIndexOf(':')) : "";
        return Optional.of(family + address.getHostAddress() + port);
    }

    private static @Nullable InetAddress address(String node) {
        String address = node.replaceFirst("^\\[([^]]*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1");
        return NetUtil.createInetAddressFromIpAddressString(address);
    }

    private static Optional<String> uncounted(HttpHeaders headers, String peer) {
        for (String name : HEADERS_OF_PROXIES) {
            if (headers.contains(name)) {
                return Optional.of(name + ": " + shown(headers.get(name, "")) + " is ignored, because " + peer
                        + " is not in trusted_proxies");
            }
        }
        return Optional.empty();
    }

    private static String shown(String value) {
        String printable = value.replaceAll("[^ -~]", "?");
        return printable.length() > MAX_SHOWN ? printable.substring(0, MAX_SHOWN) + "…" : printable;
    }
}
