package io.aerostat.router.listener;

import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits of a listener and of each connection that it accepts.
 *
 * @param connections the largest number of open connections
 * @param decode the limits for nesting and URIs
 * @param outboundBudget the largest number of bytes that may wait for a peer to read them (P4)
 * @param sessions the treatment of slow consumers, large payloads, and connections without a session
 */
public record TransportLimits(int connections, DecodeLimits decode, long outboundBudget, SessionOptions sessions) {
    public static final TransportLimits DEFAULT = new TransportLimits(
            Listener.DEFAULT_MAX_CONNECTIONS,
            DecodeLimits.DEFAULT,
            ConnectionOptions.DEFAULT.outgoingBudget(),
            SessionOptions.DEFAULT.withRejoin(SessionTimeouts.DEFAULT.rejoin()));

    /** Returns a copy with at most this number of connections. */
    public TransportLimits withAtMost(int open) {
        return new TransportLimits(Math.min(connections, open), decode, outboundBudget, sessions);
    }

    ConnectionOptions of(ConnectionOptions connection) {
        return connection.withDecodeLimits(decode).withOutgoingBudget(outboundBudget);
    }

    WebSocketOptions of(WebSocketOptions options) {
        return options.withConnection(of(options.connection()));
    }

    Map<String, PathService> of(Map<String, PathService> paths) {
        Map<String, PathService> limited = new LinkedHashMap<>();
        paths.forEach((path, service) -> limited.put(path, service.within(this)));
        return limited;
    }

    Access of(Access access) {
        return access.withSessions(sessions);
    }
}
