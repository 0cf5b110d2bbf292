package io.aerostat.node.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Options of a web transport.
 *
 * @param accessLog whether every request is logged
 * @param hsts for how long browsers are told to come back with TLS only
 * @param clientTimeout after how long an idle HTTP connection is closed; empty: the server's own choice
 */
public record WebOptions(boolean accessLog, Optional<Duration> hsts, Optional<Duration> clientTimeout) {

    /** Without {@code options} in the file. */
    public static final WebOptions DEFAULT = new WebOptions(false, Optional.empty(), Optional.empty());
}
