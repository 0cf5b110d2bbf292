package io.aerostat.router.listener;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose reports about the origin of a request the router trusts. The reports are in the headers
 * {@code X-Forwarded-Proto}, {@code -Host} and {@code -For}, or in {@code Forwarded} (RFC 7239). Immutable.
 */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(Addresses.NONE);

    private final Addresses addresses;

    private TrustedProxies(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Returns the proxies with these addresses.
     *
     * @param names addresses such as {@code 10.1.2.3}, networks such as {@code 10.0.0.0/8}, or {@code unix}
     * @throws IllegalArgumentException if a name has none of these forms
     */
    public static TrustedProxies of(List<String> names) {
        return names.isEmpty() ? NONE : new TrustedProxies(Addresses.of(names));
    }

    /** Checks whether an address belongs to a trusted proxy. */
    public boolean trusts(SocketAddress peer) {
        return addresses.contains(peer);
    }

    /** Checks whether an address belongs to a trusted proxy. */
    public boolean trusts(InetAddress peer) {
        return addresses.contains(peer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedProxies proxies && addresses.equals(proxies.addresses);
    }

    @Override
    public int hashCode() {
        return addresses.hashCode();
    }

    @Override
    public String toString() {
        return "TrustedProxies[" + addresses + "]";
    }
}
