package io.aerostat.node.config;

import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.transport.Listener;

/**
 * The bounds of a transport and of each of its connections.
 *
 * @param connections how many may be open at the same time
 * @param decode of nesting and URIs
 * @param outboundBudget how many octets may wait for a peer
 * @param policy what becomes of slow consumers, large payloads and connections without a session
 */
public record TransportLimits(int connections, DecodeLimits decode, long outboundBudget, SessionOptions policy) {

    /** Of a transport that names none. */
    public static final TransportLimits DEFAULT = new TransportLimits(
            Listener.DEFAULT_MAX_CONNECTIONS,
            DecodeLimits.DEFAULT,
            ConnectionOptions.DEFAULT.outgoingBudget(),
            SessionOptions.DEFAULT.withRejoin(SessionTimeouts.DEFAULT.rejoin()));

    /** The options of a connection within these limits. */
    public ConnectionOptions within(ConnectionOptions options) {
        return options.withDecodeLimits(decode).withOutgoingBudget(outboundBudget);
    }
}
