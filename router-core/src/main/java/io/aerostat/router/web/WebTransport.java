package io.aerostat.router.web;

import io.aerostat.router.listener.WebOptions;
import java.util.Map;

/**
 * HTTP at an endpoint.
 *
 * @param paths by first path component; {@code /} is what answers if none of them does
 */
public record WebTransport(Map<String, WebPath> paths, WebOptions options) {
    public WebTransport {
        paths = Map.copyOf(paths);
    }

    /** With the defaults. */
    public WebTransport(Map<String, WebPath> paths) {
        this(paths, WebOptions.DEFAULT);
    }
}
