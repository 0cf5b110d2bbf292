package io.aerostat.host.transport;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aerostat.protocol.address.RouterUrl;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The endpoint of a router to connect to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RouterEndpoint.Tcp.class, name = "tcp"),
    @JsonSubTypes.Type(value = RouterEndpoint.Unix.class, name = "unix")
})
public sealed interface RouterEndpoint {

    /** The default time limit of a connection attempt. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Returns the time limit of a connection attempt. */
    Duration timeout();

    /** Returns the TLS options of the connection, if it uses TLS. */
    Optional<Tls> tls();

    /** Returns the address to connect to; a host name in it is not looked up yet. */
    SocketAddress address();

    /** Returns the URL of a RawSocket connection to this endpoint. */
    RouterUrl rawSocketUrl();

    /**
     * A TCP port.
     *
     * @param host the host name or address
     * @param port the port, from 1 to 65535
     * @param timeout the time limit of a connection attempt
     * @param tls the TLS options, if the connection is encrypted
     * @param ipVersion the version of the Internet protocol, 4 or 6; empty for the first address of the host that
     *     answers
     */
    record Tcp(String host, int port, Duration timeout, Optional<Tls> tls, Optional<Integer> ipVersion)
            implements RouterEndpoint {

        /** Creates an endpoint without TLS and with the default time limit. */
        public static Tcp of(String host, int port) {
            return new Tcp(host, port, DEFAULT_TIMEOUT, Optional.empty(), Optional.empty());
        }

        @Override
        public SocketAddress address() {
            return InetSocketAddress.createUnresolved(host, port);
        }

        @Override
        public RouterUrl rawSocketUrl() {
            String name = tls.map(Tls::hostname).orElse(host);
            return new RouterUrl(RouterUrl.Framing.RAWSOCKET, tls.isPresent(), name, port, "");
        }
    }

    /**
     * A Unix domain socket.
     *
     * @param path the path of the socket, absolute
     * @param timeout the time limit of a connection attempt
     */
    record Unix(Path path, Duration timeout) implements RouterEndpoint {
        @Override
        public Optional<Tls> tls() {
            return Optional.empty();
        }

        @Override
        public SocketAddress address() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public RouterUrl rawSocketUrl() {
            return new RouterUrl(RouterUrl.Framing.RAWSOCKET, false, "", 0, path.toString());
        }
    }

    /**
     * The client's side of TLS.
     *
     * @param hostname the name that the router's certificate must have
     * @param caCertificates PEM files of the trusted authorities; if empty, those of the Java runtime are trusted
     * @param certificate PEM file of the client's own certificate chain
     * @param key PEM file of the client's private key
     */
    record Tls(String hostname, List<Path> caCertificates, Optional<Path> certificate, Optional<Path> key) {

        public Tls {
            caCertificates = List.copyOf(caCertificates);
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException("found only one of certificate and key (expected both or none)");
            }
        }
    }
}
