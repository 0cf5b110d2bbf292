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

/**
 * The proxies that the router trusts to tell where a request comes from, in {@code X-Forwarded-Proto}, {@code -Host}
 * and {@code -For}, or in {@code Forwarded} (RFC 7239). Immutable.
 */
public final class TrustedProxies {
    /** Stands for every peer that connects through a Unix domain socket. */
    private static final String UNIX = "unix";

    public static final TrustedProxies NONE = new TrustedProxies(List.of(), List.of());

    private final List<String> names;
    private final List<IpSubnetFilterRule> networks;
    private final boolean trustsUnix;

    private TrustedProxies(List<String> names, List<IpSubnetFilterRule> networks) {
        this.names = List.copyOf(names);
        this.networks = networks;
        this.trustsUnix = names.contains(UNIX);
    }

    /**
     * @param names addresses such as {@code 10.1.2.3}, networks such as {@code 10.0.0.0/8}, or {@code unix}
     * @throws IllegalArgumentException if a name has none of these forms
     */
    public static TrustedProxies of(List<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        List<IpSubnetFilterRule> networks = names.stream()
                .filter(name -> !name.equals(UNIX))
                .map(TrustedProxies::network)
                .toList();
        return new TrustedProxies(names, networks);
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
                // reported below
            }
        }
        throw new IllegalArgumentException(
                "found \"" + name + "\" (expected an address, a network such as \"10.0.0.0/8\", or \"" + UNIX + "\")");
    }

    /** Checks whether an address belongs to a trusted proxy. */
    public boolean trusts(SocketAddress peer) {
        if (peer instanceof UnixDomainSocketAddress || peer instanceof DomainSocketAddress) {
            return trustsUnix;
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

    /** Checks whether an address belongs to a trusted proxy. */
    public boolean trusts(InetAddress peer) {
        return trusts(new InetSocketAddress(peer, 0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustedProxies proxies && names.equals(proxies.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return "TrustedProxies" + names;
    }
}
