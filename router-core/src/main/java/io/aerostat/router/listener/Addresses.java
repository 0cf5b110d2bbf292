package io.aerostat.router.listener;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of addresses: single addresses, networks, and all peers on Unix domain sockets. Immutable. */
public final class Addresses {
    /** The name for all peers on Unix domain sockets. */
    private static final String UNIX = "unix";

    public static final Addresses NONE = new Addresses(List.of(), List.of(), false);

    /** The loopback addresses of this machine, and all peers on Unix domain sockets. */
    public static final Addresses LOOPBACK = of(List.of("127.0.0.0/8", "::1", UNIX));

    private final List<String> names;
    private final List<IpSubnetFilterRule> networks;
    private final boolean hasUnix;

    private Addresses(List<String> names, List<IpSubnetFilterRule> networks, boolean hasUnix) {
        this.names = names;
        this.networks = networks;
        this.hasUnix = hasUnix;
    }

    /**
     * Returns the set with these members.
     *
     * @param names addresses such as {@code 10.1.2.3}, networks such as {@code 10.0.0.0/8}, or {@code unix}
     * @throws IllegalArgumentException if a name has none of these forms
     */
    public static Addresses of(List<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        List<IpSubnetFilterRule> networks = names.stream()
                .filter(name -> !name.equals(UNIX))
                .map(Addresses::network)
                .toList();
        return new Addresses(List.copyOf(names), networks, names.contains(UNIX));
    }

    private static IpSubnetFilterRule network(String name) {
        int slash = name.indexOf('/');
        String address = slash < 0 ? name : name.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes != null) {
            int bits = bytes.length * 8;
            try {
                int prefix = slash < 0 ? bits : Integer.parseInt(name.substring(slash + 1));
                if (prefix >= 0 && prefix <= bits) {
                    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
                }
            } catch (NumberFormatException e) {
                // The caller reports the invalid name.
            }
        }
        throw new IllegalArgumentException(
                "found \"" + name + "\" (expected an address, a network such as \"10.0.0.0/8\", or \"" + UNIX + "\")");
    }

    /** Checks whether an address belongs to the set. */
    public boolean contains(SocketAddress peer) {
        if (peer instanceof UnixDomainSocketAddress || peer instanceof DomainSocketAddress) {
            return hasUnix;
        }
        if (peer instanceof InetSocketAddress inet) {
            for (IpSubnetFilterRule network : networks) {
                if (network.matches(inet)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Checks whether an address belongs to the set. */
    public boolean contains(InetAddress peer) {
        return contains(new InetSocketAddress(peer, 0));
    }

    /** Checks whether two sets have the same names in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Addresses addresses && names.equals(addresses.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** Returns the names, separated by commas. */
    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
