package io.aerostat.bench.wire;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;

/**
 * The address of a router.
 *
 * @param url {@code ws://host:port/path} for WebSocket, {@code tcp://host:port} for RawSocket, {@code wss} or
 *     {@code tls} for these transports over TLS, or {@code nats://host:port} for a NATS server
 */
public record Endpoint(URI url) {
    private static final Set<String> SCHEMES = Set.of("ws", "wss", "tcp", "tls", "nats");

    public Endpoint {
        if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getPort() < 0) {
            throw new IllegalArgumentException("--url: found " + url + " (expected ws://HOST:PORT/PATH,"
                    + " wss://HOST:PORT/PATH, tcp://HOST:PORT, tls://HOST:PORT or nats://HOST:PORT)");
        }
    }

    public static Endpoint of(String url) {
        return new Endpoint(URI.create(url));
    }

    /** Returns the resolved address of the host, with the port. */
    public InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    boolean isTls() {
        return url.getScheme().equals("wss") || url.getScheme().equals("tls");
    }

    Framing framing(Encoding encoding) {
        if (url.getScheme().equals("nats")) {
            return new NatsFraming();
        }
        if (url.getScheme().startsWith("t")) {
            return new RawSocketFraming(true, encoding);
        }
        String path = url.getRawPath();
        return WebSocketFraming.client(
                encoding, url.getHost() + ":" + url.getPort(), path == null || path.isEmpty() ? "/" : path);
    }
}
