package io.aerostat.router.link;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;

/**
 * A connection, as its session sees it: messages go in and out. Every method but {@link #loop()}, {@link #serializer()}
 * and {@link #transport()} is called on the loop. The link queues messages and flushes them itself, once per turn of
 * the loop.
 */
public interface Link {
    /** Returns the loop on which link and session live; it never changes. */
    EventExecutor loop();

    Serializer serializer();

    TransportInfo transport();

    /** Encodes and queues a message. Unless the result is {@link Sent#OK}, nothing was queued. */
    Sent write(WampMessage message);

    /** Queues a message that goes to many links, encoded once per serialization (SER-10). */
    Sent write(SharedMessage message);

    /** Returns the number of bytes that are queued and not yet taken by the operating system. */
    long pendingBytes();

    /** Sets the outbound budget in bytes: the role of the session may set another one than the transport (P4). */
    void limitPending(long bytes);

    /**
     * Called when the peer's software is known to answer pings. The link pings such a peer from now on. A peer that
     * sends pings itself is recognized without this call.
     */
    default void peerAnswersPings() {}

    /**
     * Returns the {@link System#nanoTime()} at which the message that the session handles now arrived; the present time
     * if the link does not note arrivals.
     */
    default long arrivedAt() {
        return System.nanoTime();
    }

    /** Stops reading from the peer until {@link #resumeReading()}; a few messages already read may still arrive. */
    void pauseReading();

    void resumeReading();

    /** Ends the connection once the queued messages have been written, or when that takes too long. Idempotent. */
    void close(LinkClose reason);
}
