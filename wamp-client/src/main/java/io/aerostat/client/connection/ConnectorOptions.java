package io.aerostat.client.connection;

import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The options of connections over sockets. Immutable: each method returns a changed copy.
 *
 * @param serializations the serializations to offer, in order of preference; the router picks the first one that it
 *     supports (WS-3)
 * @param openTimeout how long opening a connection may take, from the lookup of the host name to the end of the
 *     handshake
 * @param maxMessageSize the size of the largest message that the client accepts, in bytes
 * @param pingInterval the time of silence after which the router is pinged; zero for no pings
 * @param pingTimeout how long the router may take to answer a ping
 * @param tls the options of encrypted connections
 * @param headers additional headers of the WebSocket handshake
 * @param via the address to connect to instead of the address in the URL; may be a Unix domain socket
 * @param batched whether to prefer the batched subprotocols of WebSocket and long-poll, where one transport message may
 *     carry several WAMP messages (BAT-1)
 * @param compressed whether permessage-deflate is offered in the WebSocket handshake (RFC 7692)
 */
public record ConnectorOptions(
        List<Serialization> serializations,
        Duration openTimeout,
        int maxMessageSize,
        Duration pingInterval,
        Duration pingTimeout,
        TlsOptions tls,
        Map<String, String> headers,
        Optional<SocketAddress> via,
        boolean batched,
        boolean compressed) {
    public static final int DEFAULT_MAX_MESSAGE_SIZE = 1 << 24;

    public static final ConnectorOptions DEFAULT = new ConnectorOptions(
            List.of(Serialization.CBOR, Serialization.MSGPACK, Serialization.JSON),
            Duration.ofSeconds(10),
            DEFAULT_MAX_MESSAGE_SIZE,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            TlsOptions.DEFAULT,
            Map.of(),
            Optional.empty(),
            false,
            false);

    public ConnectorOptions {
        serializations = List.copyOf(serializations);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (serializations.isEmpty()) {
            throw new IllegalArgumentException("serializations: found none (expected at least one)");
        }
        if (!Serialization.negotiable().containsAll(serializations)) {
            throw new IllegalArgumentException(
                    "serializations: found " + serializations + " (expected some of " + Serialization.negotiable()
                            + ", as a router that speaks BJData is found under the name of UBJSON)");
        }
        if (maxMessageSize < 1) {
            throw new IllegalArgumentException("maxMessageSize: found " + maxMessageSize + " (expected at least 1)");
        }
        if (pingInterval.isNegative() || pingTimeout.isNegative() || openTimeout.isNegative() || openTimeout.isZero()) {
            throw new IllegalArgumentException("timeouts: found a negative one (expected 0 or more)");
        }
    }

    public ConnectorOptions serializations(Serialization... serializations) {
        return with(parts -> parts.serializations = List.of(serializations));
    }

    public ConnectorOptions openTimeout(Duration openTimeout) {
        return with(parts -> parts.openTimeout = openTimeout);
    }

    public ConnectorOptions maxMessageSize(int maxMessageSize) {
        return with(parts -> parts.maxMessageSize = maxMessageSize);
    }

    /**
     * Sets when to ping the router. Long-poll has no pings; instead, the router must answer each request for messages
     * within the sum of both times.
     */
    public ConnectorOptions pings(Duration pingInterval, Duration pingTimeout) {
        return with(parts -> {
            parts.pingInterval = pingInterval;
            parts.pingTimeout = pingTimeout;
        });
    }

    public ConnectorOptions tls(TlsOptions tls) {
        return with(parts -> parts.tls = tls);
    }

    /** Returns these options with one more header of the opening request. */
    public ConnectorOptions header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return with(parts -> parts.headers = more);
    }

    /** Sets another address to connect to; the handshake and the check of the certificate still use the URL. */
    public ConnectorOptions via(SocketAddress address) {
        return with(parts -> parts.via = Optional.of(address));
    }

    /** Prefers batched subprotocols. */
    public ConnectorOptions batching() {
        return with(parts -> parts.batched = true);
    }

    /** Offers permessage-deflate, which sends fewer bytes but takes more CPU time. */
    public ConnectorOptions compressing() {
        return with(parts -> parts.compressed = true);
    }

    /** Returns the subprotocols to offer to a WebSocket or long-poll service, in order of preference. */
    List<Subprotocol> subprotocols() {
        List<Subprotocol> offered = new ArrayList<>();
        for (Serialization serialization : serializations) {
            if (batched) {
                offered.add(new Subprotocol(serialization, true));
            }
            offered.add(Subprotocol.unbatched(serialization));
        }
        return offered;
    }

    /** Returns a text without headers, which may hold secrets. */
    @Override
    public String toString() {
        return "ConnectorOptions[" + serializations + "]";
    }

    private ConnectorOptions with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.toOptions();
    }

    /** A mutable copy of the options, used to replace one of them. */
    private static final class Parts {
        private List<Serialization> serializations;
        private Duration openTimeout;
        private int maxMessageSize;
        private Duration pingInterval;
        private Duration pingTimeout;
        private TlsOptions tls;
        private Map<String, String> headers;
        private Optional<SocketAddress> via;
        private boolean batched;
        private boolean compressed;

        private Parts(ConnectorOptions options) {
            serializations = options.serializations;
            openTimeout = options.openTimeout;
            maxMessageSize = options.maxMessageSize;
            pingInterval = options.pingInterval;
            pingTimeout = options.pingTimeout;
            tls = options.tls;
            headers = options.headers;
            via = options.via;
            batched = options.batched;
            compressed = options.compressed;
        }

        private ConnectorOptions toOptions() {
            return new ConnectorOptions(
                    serializations,
                    openTimeout,
                    maxMessageSize,
                    pingInterval,
                    pingTimeout,
                    tls,
                    headers,
                    via,
                    batched,
                    compressed);
        }
    }
}
