package io.aerostat.router.bridge;

import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.TransportInfo;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A new connection of a {@link BridgedProtocol}, as the router sees it. Confined to the channel's loop. */
public interface BridgedConnection {
    /**
     * Asks the router to admit the connection (P7). Call this method once, when the client has asked to join. If the
     * connection is admitted, {@link #settled()} must follow exactly once.
     *
     * @return null if the connection is admitted; otherwise the reason for the refusal, for people
     */
    @Nullable
    String admit();

    /** Tells the router that the session of an admitted connection is established, or that the connection has ended. */
    void settled();

    /** Describes the connection. If TLS is used, the handshake must be complete. */
    TransportInfo transport();

    /** Makes the sessions of links. */
    LinkAcceptor acceptor();

    /** Returns how long the client may take to ask to join. */
    Duration handshakeTimeout();

    /** Returns the size in bytes of the largest message that the router accepts from the client. */
    int maxMessageSize();

    /** Returns the number of bytes that may wait for the client to read them (P4). */
    long outboundBudget();

    /** Returns the limits for the structure of payloads. */
    DecodeLimits decodeLimits();

    /** Calls procedures of a realm as the trusted session of the router. */
    ProcedureCaller procedures();

    /**
     * Returns the object of this class that all connections of the router share, on all listeners. Any thread.
     *
     * @param maker makes the object when it is needed for the first time
     */
    <T> T shared(Class<T> type, Supplier<T> maker);
}
