package io.aerostat.bench.wire;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a router is.
 *
 * @param url {@code ws://host:port/path} or {@code tcp://host:port} for RawSocket
 */
public record Endpoint(URI url) {
    public Endpoint {
        String scheme = url.getScheme();
        if (!"ws".equals(scheme) && !"tcp".equals(scheme) || url.getPort() < 0) {
            throw new IllegalArgumentException(
                    "--url: found " + url + " (expected ws://HOST:PORT/PATH or tcp://HOST:PORT)");
        }
    }

    public static Endpoint of(String url) {
        return new Endpoint(URI.create(url));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    Framing framing(Encoding encoding) {
        if (url.getScheme().equals("tcp")) {
            return new RawSocketFraming(true, encoding);
        }
        String path = url.getRawPath();
        return WebSocketFraming.client(
                encoding, url.getHost() + ":" + url.getPort(), path == null || path.isEmpty() ? "/" : path);
    }
}
