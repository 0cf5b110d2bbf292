package io.aerostat.router.connection;

import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.authentication.TlsChannelBindings;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Describes the two ends of a channel in texts and in a {@link TransportInfo}. */
public final class Peers {
    /** The client's address, as a trusted proxy has reported it by the PROXY protocol. */
    private static final AttributeKey<SocketAddress> REPORTED = AttributeKey.valueOf(Peers.class, "reported");

    /** Set if a trusted proxy has ended the client's TLS connection, and has reported this by the PROXY protocol. */
    private static final AttributeKey<Boolean> ENCRYPTED = AttributeKey.valueOf(Peers.class, "encrypted");

    private static volatile String latestOwn = "";

    private Peers() {}

    /**
     * Sets the facts that the proxy at the other end of this connection has reported about its client.
     *
     * @param isEncrypted whether the client has connected to the proxy by TLS
     */
    public static void setReported(Channel channel, SocketAddress client, boolean isEncrypted) {
        channel.attr(REPORTED).set(client);
        if (isEncrypted) {
            channel.attr(ENCRYPTED).set(true);
        }
    }

    /**
     * Checks whether the client uses TLS on its connection to the router, or to the proxy that has reported the client.
     */
    public static boolean usesTls(Channel channel) {
        Channel socket = SocketOf.channel(channel);
        return SocketOf.tls(channel).isPresent() || socket.hasAttr(ENCRYPTED);
    }

    /**
     * Returns the address of the client: the address that a proxy has reported, or else the address of the connection.
     */
    public static SocketAddress remote(Channel channel) {
        Channel socket = SocketOf.channel(channel);
        SocketAddress reported =
                socket.hasAttr(REPORTED) ? socket.attr(REPORTED).get() : null;
        return reported == null ? socket.remoteAddress() : reported;
    }

    /** Checks whether a client connects directly, over a Unix domain socket. */
    static boolean isUnixClient(Channel channel) {
        return isUnix(channel) && !SocketOf.channel(channel).hasAttr(REPORTED);
    }

    /** Describes a connection without HTTP. */
    public static TransportInfo describe(Channel channel, String framing) {
        boolean isSecure = usesTls(channel) || isUnixClient(channel);
        String peer = describe(remote(channel), channel.localAddress());
        return describe(channel, framing, peer, isSecure, null, Map.of(), null);
    }

    /**
     * Describes a connection that has begun with an HTTP request.
     *
     * @param source the source of the request
     */
    public static TransportInfo describe(
            Channel channel,
            String framing,
            RequestSource source,
            @Nullable String websocketProtocol,
            Map<String, String> httpHeaders,
            @Nullable String cookie) {
        // A trusted proxy on a Unix domain socket may forward requests that it received over a network.
        boolean isDirect = source.peer().startsWith("unix:");
        boolean isSecure = source.isEncrypted() || isUnix(channel) && isDirect;
        return describe(channel, framing, source.peer(), isSecure, websocketProtocol, httpHeaders, cookie);
    }

    private static TransportInfo describe(
            Channel channel,
            String framing,
            String peer,
            boolean isSecure,
            @Nullable String websocketProtocol,
            Map<String, String> httpHeaders,
            @Nullable String cookie) {
        SslHandler tls = SocketOf.tls(channel).orElse(null);
        boolean isLocal = isUnix(channel);
        return new TransportInfo(
                tls != null ? "tls" : isLocal ? "unix" : "tcp",
                framing,
                peer,
                shared(describe(channel.localAddress(), channel.localAddress())),
                isSecure,
                websocketProtocol,
                httpHeaders,
                cookie,
                tls == null ? List.of() : peerCertificates(tls),
                tls == null
                        ? ChannelBindings.NONE
                        : TlsChannelBindings.server(() -> tls.engine().getSession()));
    }

    /** Returns the latest object if it has the same text, so that the connections of a listener share one object. */
    private static String shared(String own) {
        String latest = latestOwn;
        if (!own.equals(latest)) {
            latestOwn = own;
            return own;
        }
        return latest;
    }

    /** Returns a text such as {@code tcp4:127.0.0.1:50000} or {@code unix:/run/router.sock}. */
    public static String describe(@Nullable SocketAddress address) {
        return describe(address, address);
    }

    static String describe(@Nullable SocketAddress address, @Nullable SocketAddress own) {
        if (address instanceof InetSocketAddress inet) {
            return (inet.getAddress() instanceof Inet6Address ? "tcp6:" : "tcp4:")
                    + (inet.getAddress() == null
                            ? inet.getHostString()
                            : inet.getAddress().getHostAddress()) + ":"
                    + inet.getPort();
        }
        String path = path(address);
        // The connecting end of a Unix domain socket has no name, so the name of the listening end describes it.
        return "unix:" + (path.isEmpty() ? path(own) : path);
    }

    private static String path(@Nullable SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            return unix.getPath().toString();
        }
        return address instanceof DomainSocketAddress unix ? unix.path() : "";
    }

    /** Checks whether the connection writes to its socket without a handler in between, such as the TLS handler. */
    static boolean writesDirectly(TransportInfo transport) {
        return !transport.channelType().equals("tls");
    }

    public static boolean isUnix(Channel channel) {
        SocketAddress own = channel.localAddress();
        return own instanceof UnixDomainSocketAddress || own instanceof DomainSocketAddress;
    }

    private static List<X509Certificate> peerCertificates(SslHandler tls) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : tls.engine().getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            // This is not an error: most clients have no certificate.
            return List.of();
        }
    }
}
