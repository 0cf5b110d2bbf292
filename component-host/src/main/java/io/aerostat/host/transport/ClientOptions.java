package io.aerostat.host.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of a component's connection that a configuration can set. Where an option is empty, the client's own
 * default applies.
 *
 * @param maxMessageSize the size of the largest message that the component accepts, in bytes
 * @param handshakeTimeout how long the handshake may take after the connection is open
 * @param pingInterval the time of silence after which the router is pinged; zero for no pings
 * @param pingTimeout how long the router may take to answer a ping
 */
public record ClientOptions(
        Optional<Integer> maxMessageSize,
        Optional<Duration> handshakeTimeout,
        Optional<Duration> pingInterval,
        Optional<Duration> pingTimeout) {
    /** The options of a connection for which nothing is configured. */
    public static final ClientOptions DEFAULT =
            new ClientOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
