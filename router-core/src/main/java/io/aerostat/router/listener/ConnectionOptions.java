package io.aerostat.router.listener;

import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.UbjsonDialect;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits of one connection.
 *
 * @param maxMessageSize the largest message in bytes that is accepted from the peer (P21)
 * @param outgoingBudget the outbound budget in bytes (P4)
 * @param pingInterval how long a peer must be silent before the router pings it; zero for no pings (P3)
 * @param pingTimeout how long the peer may take to answer a ping
 * @param pingsAnyPeer whether to ping even those RawSocket peers that have not shown that they support pings; some
 *     clients mistake a ping for a broken frame. Peers on other transports are always pinged
 * @param closeTimeout how long an orderly close of the connection may take
 * @param ubjsonDialect the dialect of UBJSON peers whose software is unknown; if empty, such peers are refused
 */
public record ConnectionOptions(
        int maxMessageSize,
        long outgoingBudget,
        Duration pingInterval,
        Duration pingTimeout,
        boolean pingsAnyPeer,
        Duration closeTimeout,
        DecodeLimits decodeLimits,
        Optional<UbjsonDialect> ubjsonDialect) {
    public static final int DEFAULT_MAX_MESSAGE_SIZE = 1 << 24;

    public static final ConnectionOptions DEFAULT = new ConnectionOptions(
            DEFAULT_MAX_MESSAGE_SIZE,
            8L << 20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            false,
            Duration.ofSeconds(5),
            DecodeLimits.DEFAULT,
            Optional.empty());

    public ConnectionOptions {
        if (maxMessageSize < 1 || outgoingBudget < 1) {
            throw new IllegalArgumentException("connection: found message size " + maxMessageSize + " and budget "
                    + outgoingBudget + " (expected positive)");
        }
        if (pingInterval.isNegative() || pingTimeout.isNegative() || closeTimeout.isNegative()) {
            throw new IllegalArgumentException("connection: found a negative duration (expected zero or more)");
        }
        if (!pingInterval.isZero() && pingTimeout.isZero()) {
            throw new IllegalArgumentException("connection: found pings without a timeout (expected a positive one)");
        }
    }

    public ConnectionOptions withMaxMessageSize(int size) {
        Parts parts = new Parts(this);
        parts.maxMessageSize = size;
        return parts.toOptions();
    }

    public ConnectionOptions withOutgoingBudget(long budget) {
        Parts parts = new Parts(this);
        parts.outgoingBudget = budget;
        return parts.toOptions();
    }

    /**
     * Returns a copy with other times for pings. The router then pings every peer after the interval of silence, even a
     * peer that has not shown that it supports pings. An interval of zero turns pings off.
     */
    public ConnectionOptions withPings(Duration interval, Duration timeout) {
        Parts parts = new Parts(this);
        parts.pingInterval = interval;
        parts.pingTimeout = timeout;
        parts.pingsAnyPeer = true;
        return parts.toOptions();
    }

    /** Returns a copy with another time limit for answers to pings. */
    public ConnectionOptions withPingTimeout(Duration timeout) {
        Parts parts = new Parts(this);
        parts.pingTimeout = timeout;
        return parts.toOptions();
    }

    public ConnectionOptions withCloseTimeout(Duration timeout) {
        Parts parts = new Parts(this);
        parts.closeTimeout = timeout;
        return parts.toOptions();
    }

    /** Returns a copy with other limits for the structure of messages. */
    public ConnectionOptions withDecodeLimits(DecodeLimits limits) {
        Parts parts = new Parts(this);
        parts.decodeLimits = limits;
        return parts.toOptions();
    }

    public ConnectionOptions withUbjsonDialect(Optional<UbjsonDialect> dialect) {
        Parts parts = new Parts(this);
        parts.ubjsonDialect = dialect;
        return parts.toOptions();
    }

    /** A mutable copy of the options, in which one option is replaced. */
    private static final class Parts {
        private int maxMessageSize;
        private long outgoingBudget;
        private Duration pingInterval;
        private Duration pingTimeout;
        private boolean pingsAnyPeer;
        private Duration closeTimeout;
        private DecodeLimits decodeLimits;
        private Optional<UbjsonDialect> ubjsonDialect;

        private Parts(ConnectionOptions options) {
            maxMessageSize = options.maxMessageSize;
            outgoingBudget = options.outgoingBudget;
            pingInterval = options.pingInterval;
            pingTimeout = options.pingTimeout;
            pingsAnyPeer = options.pingsAnyPeer;
            closeTimeout = options.closeTimeout;
            decodeLimits = options.decodeLimits;
            ubjsonDialect = options.ubjsonDialect;
        }

        private ConnectionOptions toOptions() {
            return new ConnectionOptions(
                    maxMessageSize,
                    outgoingBudget,
                    pingInterval,
                    pingTimeout,
                    pingsAnyPeer,
                    closeTimeout,
                    decodeLimits,
                    ubjsonDialect);
        }
    }
}
