package io.aerostat.node.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Options of the WebSocket protocol. A duration of zero switches its feature off, a size of zero its limit.
 *
 * @param allowedOrigins origins of pages that may connect, {@code *} standing for any text
 * @param allowNullOrigin whether pages without an origin may
 * @param maxFrameSize the longest frame in octets
 * @param maxMessageSize the longest message in octets
 * @param openHandshakeTimeout how long a handshake may take
 * @param closeHandshakeTimeout how long a client may take to answer a close frame
 * @param autoPingInterval how often clients are asked whether they live
 * @param autoPingTimeout after how long without an answer the connection is closed
 * @param autoPingSize octets of a ping
 * @param webStatus whether a plain GET is answered with a page
 * @param requireSubprotocol whether a client must name a WAMP subprotocol
 * @param tcpNoDelay whether small messages are sent at once
 * @param compression permessage-deflate, when it may be used
 */
public record WebSocketOptions(
        List<String> allowedOrigins,
        boolean allowNullOrigin,
        int maxFrameSize,
        int maxMessageSize,
        Duration openHandshakeTimeout,
        Duration closeHandshakeTimeout,
        Duration autoPingInterval,
        Duration autoPingTimeout,
        int autoPingSize,
        boolean webStatus,
        boolean requireSubprotocol,
        boolean tcpNoDelay,
        Optional<DeflateOptions> compression) {

    public WebSocketOptions {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
