package io.aerostat.router.rawsocket;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How RawSocket is spoken at an endpoint.
 *
 * @param serializations those accepted
 * @param options of each connection; a message size that is no power of two is announced as the next one, which then bounds what is skipped rather
 *     than refused
 * @param handshakeTimeout for the four octets to arrive (RAW-10)
 * @param acceptor gets the links
 */
public record RawSocketTransport(
        Set<Serialization> serializations,
        ConnectionOptions options,
        Duration handshakeTimeout,
        LinkAcceptor acceptor) {
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

    /** The serializations that are offered unless told otherwise. */
    public static final Set<Serialization> DEFAULT_SERIALIZATIONS =
            Set.copyOf(EnumSet.of(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR));

    public RawSocketTransport {
        serializations = Set.copyOf(serializations);
        if (serializations.isEmpty()) {
            throw new IllegalArgumentException("rawsocket: found no serializer (expected at least one)");
        }
    }

    /** With the defaults. */
    public RawSocketTransport(LinkAcceptor acceptor) {
        this(DEFAULT_SERIALIZATIONS, ConnectionOptions.DEFAULT, DEFAULT_HANDSHAKE_TIMEOUT, acceptor);
    }
}
