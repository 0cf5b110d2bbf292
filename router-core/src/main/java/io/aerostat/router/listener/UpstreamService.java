package io.aerostat.router.listener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A service that forwards requests to another HTTP server, the upstream (docs/web-services.md#reverse-proxies). */
public sealed interface UpstreamService extends PathService {
    /** Returns the server that gets the requests. */
    Upstream upstream();

    /**
     * Returns the first part of the path of each request to the upstream. The result is empty or begins with a slash.
     */
    String path();

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.upstream(this);
    }

    /**
     * A proxy for HTTP requests and WebSocket connections at this path and below it.
     *
     * @param path the path at the upstream to which the rest of the request's path is appended
     * @param forwardedPort the port in {@code X-Forwarded-Port}; empty for the port that the client requested
     * @param forwardedProto the scheme in {@code X-Forwarded-Proto}; empty for the scheme that the client used
     */
    record ReverseProxy(
            Upstream upstream, String path, Optional<Integer> forwardedPort, Optional<String> forwardedProto)
            implements UpstreamService {}

    /**
     * A proxy for WebSocket connections only, always to the same path.
     *
     * @param path the path at the upstream, with its query
     */
    record WebSocketProxy(Upstream upstream, String path) implements UpstreamService {}

    /**
     * The address of an upstream.
     *
     * @param tls the TLS options, if the connection is encrypted
     * @param connectTimeout the longest time to open a connection
     * @param timeout how long the upstream may pause while it takes a request or sends a response
     */
    record Upstream(String host, int port, Optional<UpstreamTls> tls, Duration connectTimeout, Duration timeout) {
        public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

        /** Creates the address of an upstream without TLS. */
        public Upstream(String host, int port) {
            this(host, port, Optional.empty(), DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT);
        }
    }

    /**
     * The TLS options of a connection to an upstream.
     *
     * @param hostname the name that the certificate must have
     * @param trusted PEM files of the trusted authorities; if empty, the authorities of the Java runtime are trusted
     */
    record UpstreamTls(String hostname, List<Path> trusted) {
        public UpstreamTls {
            trusted = List.copyOf(trusted);
        }
    }
}
