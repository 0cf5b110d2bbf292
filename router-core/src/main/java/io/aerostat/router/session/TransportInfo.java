package io.aerostat.router.session;

import io.aerostat.protocol.authentication.ChannelBindings;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes the transport of a connection; authenticators get it as {@code details.transport}
 * (docs/reference/crossbar.md#authenticators).
 *
 * @param channelType {@code tcp}, {@code tls}, {@code unix} or {@code memory}
 * @param framing {@code websocket}, {@code rawsocket}, {@code longpoll}, {@code http} or {@code native}
 * @param peer the address of the client's end, such as {@code tcp4:127.0.0.1:50000}
 * @param own the address of the router's end
 * @param isSecure whether the connection is encrypted or uses no network
 * @param websocketProtocol the negotiated subprotocol, for WebSocket
 * @param httpHeaders the headers of the request that opened the connection, by their lower-case names; empty without
 *     HTTP
 * @param cookie the value of the transport's tracking cookie, if there is one
 * @param peerCertificates the client's TLS certificate chain, its own certificate first; empty if it has sent none
 * @param bindings the channel bindings, by which a client can tie its authentication to this connection
 */
public record TransportInfo(
        String channelType,
        String framing,
        String peer,
        String own,
        boolean isSecure,
        @Nullable String websocketProtocol,
        Map<String, String> httpHeaders,
        @Nullable String cookie,
        List<X509Certificate> peerCertificates,
        ChannelBindings bindings) {

    private static final Pattern LOOPBACK = Pattern.compile("tcp4:127\\.|tcp6:0:0:0:0:0:0:0:1[:%]");

    public TransportInfo {
        httpHeaders = Map.copyOf(httpHeaders);
        peerCertificates = List.copyOf(peerCertificates);
    }

    /** Describes a connection without channel bindings. */
    public TransportInfo(
            String channelType,
            String framing,
            String peer,
            String own,
            boolean isSecure,
            @Nullable String websocketProtocol,
            Map<String, String> httpHeaders,
            @Nullable String cookie,
            List<X509Certificate> peerCertificates) {
        this(
                channelType,
                framing,
                peer,
                own,
                isSecure,
                websocketProtocol,
                httpHeaders,
                cookie,
                peerCertificates,
                ChannelBindings.NONE);
    }

    /** Describes an in-process connection. */
    public static TransportInfo local() {
        return new TransportInfo("memory", "native", "local", "local", true, null, Map.of(), null, List.of());
    }

    /**
     * Checks whether the connection is safe from eavesdropping on the network, because it is encrypted or stays within
     * this machine, for example over a loopback address (TIC-3).
     */
    public boolean isPrivate() {
        return isSecure || LOOPBACK.matcher(peer).lookingAt();
    }

    /** Checks whether each session over this transport lasts for one HTTP request only (docs/adr/0034). */
    public boolean isOneRequest() {
        return framing.equals("http");
    }

    /** Returns a text without headers and cookie, which may be secret. */
    @Override
    public String toString() {
        return framing + "/" + channelType + " " + peer;
    }
}
