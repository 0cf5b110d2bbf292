package io.aerostat.router.listener;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of a web transport (docs/reference/crossbar.md#web-transport).
 *
 * @param accessLog whether to write a line for each request to the log {@code io.aerostat.router.web.access}
 * @param hsts how long browsers should use TLS only
 * @param clientTimeout how long a connection may be idle between requests, and how long a client may pause while it
 *     reads a response
 * @param requestTimeout how long a request may take to arrive
 * @param trustedProxies the proxies whose forwarding headers the router trusts
 * @param http2 whether clients may use HTTP/2: over TLS if they choose HTTP/2 by ALPN, in clear text if their first
 *     bytes are the preface of HTTP/2
 */
public record WebOptions(
        boolean accessLog,
        Optional<Duration> hsts,
        Duration clientTimeout,
        Duration requestTimeout,
        TrustedProxies trustedProxies,
        boolean http2) {
    public static final Duration DEFAULT_HSTS = Duration.ofDays(365);

    public static final WebOptions DEFAULT =
            new WebOptions(false, Optional.empty(), Duration.ofSeconds(60), Duration.ofSeconds(10));

    public WebOptions {
        if (clientTimeout.isNegative() || clientTimeout.isZero()) {
            throw new IllegalArgumentException("client_timeout: found " + clientTimeout + " (expected positive)");
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero()) {
            throw new IllegalArgumentException("request timeout: found " + requestTimeout + " (expected positive)");
        }
    }

    /** Creates options without trusted proxies, with HTTP/2. */
    public WebOptions(boolean accessLog, Optional<Duration> hsts, Duration clientTimeout, Duration requestTimeout) {
        this(accessLog, hsts, clientTimeout, requestTimeout, TrustedProxies.NONE, true);
    }

    public WebOptions withRequestTimeout(Duration timeout) {
        return new WebOptions(accessLog, hsts, clientTimeout, timeout, trustedProxies, http2);
    }

    public WebOptions withTrustedProxies(TrustedProxies proxies) {
        return new WebOptions(accessLog, hsts, clientTimeout, requestTimeout, proxies, http2);
    }

    /** Returns a copy with or without HTTP/2. */
    public WebOptions withHttp2(boolean allowed) {
        return new WebOptions(accessLog, hsts, clientTimeout, requestTimeout, trustedProxies, allowed);
    }
}
