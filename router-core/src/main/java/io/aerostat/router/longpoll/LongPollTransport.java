package io.aerostat.router.longpoll;

import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import java.time.Duration;
import java.util.List;

/**
 * How long-poll is spoken (docs/reference/crossbar.md#long-poll).
 *
 * @param subprotocols those accepted, batched or not
 * @param requestTimeout how long a request for messages is held before it is answered with none
 * @param sessionTimeout how long a client may be without such a request before its session is given up
 * @param queueLimitMessages messages that may wait for the client
 * @param connection message size and {@code queue_limit_bytes} as the budget; there are no pings
 * @param acceptor gets the links
 */
public record LongPollTransport(
        List<Subprotocol> subprotocols,
        Duration requestTimeout,
        Duration sessionTimeout,
        int queueLimitMessages,
        ConnectionOptions connection,
        LinkAcceptor acceptor) {
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_QUEUE_LIMIT_BYTES = 128 * 1024;
    /** Ten times that of Crossbar.io: a burst of 256 calls must find room (P5). */
    public static final int DEFAULT_QUEUE_LIMIT_MESSAGES = 1000;

    /** The subprotocols that are offered unless told otherwise. */
    public static final List<Subprotocol> DEFAULT_SUBPROTOCOLS = List.of(
            Subprotocol.unbatched(Serialization.JSON),
            Subprotocol.unbatched(Serialization.MSGPACK),
            Subprotocol.unbatched(Serialization.CBOR),
            Subprotocol.unbatched(Serialization.UBJSON),
            new Subprotocol(Serialization.JSON, true),
            new Subprotocol(Serialization.MSGPACK, true),
            new Subprotocol(Serialization.CBOR, true));

    public LongPollTransport {
        subprotocols = List.copyOf(subprotocols);
        if (subprotocols.isEmpty() || queueLimitMessages < 1) {
            throw new IllegalArgumentException("longpoll: found " + subprotocols + " and a queue of "
                    + queueLimitMessages + " (expected at least one serializer, and a positive limit)");
        }
        if (requestTimeout.isNegative() || requestTimeout.isZero() || sessionTimeout.compareTo(requestTimeout) < 0) {
            throw new IllegalArgumentException("longpoll: found request timeout " + requestTimeout
                    + ", session timeout " + sessionTimeout + " (expected positive, the second not below the first)");
        }
    }

    /** With the defaults. */
    public LongPollTransport(LinkAcceptor acceptor) {
        this(
                DEFAULT_SUBPROTOCOLS,
                DEFAULT_REQUEST_TIMEOUT,
                DEFAULT_SESSION_TIMEOUT,
                DEFAULT_QUEUE_LIMIT_MESSAGES,
                ConnectionOptions.DEFAULT.withOutgoingBudget(DEFAULT_QUEUE_LIMIT_BYTES),
                acceptor);
    }
}
