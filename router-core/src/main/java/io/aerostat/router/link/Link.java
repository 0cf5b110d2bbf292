package io.aerostat.router.link;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.util.concurrent.EventExecutor;

/**
 * One connection's message pipe, as its session uses it. Every method but {@link #loop()}, {@link #serializer()} and {@link #transport()} is
 * called on the loop. Writes are queued and flushed once per batch by the link itself.
 */
public interface Link {
    /** The loop on which link and session live; never changes. */
    EventExecutor loop();

    Serializer serializer();

    TransportInfo transport();

    /** Encodes and queues a message. On anything but {@link Sent#OK} nothing was queued. */
    Sent write(WampMessage message);

    /** Queues a message that goes to many links, encoded once per serialization (SER-10). */
    Sent write(SharedMessage message);

    /** Bytes queued and not yet taken by the operating system. */
    long pendingBytes();

    /** From now on so many bytes may wait for the peer: what the role of the session decides in place of the transport (P4). */
    void limitPending(long bytes);

    /**
     * The peer's software is known to answer pings. It is pinged from now on, if the transport pings peers that do; a peer that sends pings itself is
     * found out without this.
     */
    default void peerAnswersPings() {}

    /** Stops reading from the peer until {@link #resumeReading()}; a few messages already read may still arrive. */
    void pauseReading();

    void resumeReading();

    /** Ends the connection after what is queued has been written, or at once if that takes too long. Idempotent. */
    void close(LinkClose reason);
}
