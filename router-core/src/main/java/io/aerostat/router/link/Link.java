package io.aerostat.router.link;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;

/**
 * A connection, as its session sees it: messages go in and out. All methods except {@link #loop()},
 * {@link #serializer()} and {@link #transport()} must be called on the loop. The link queues messages and flushes them
 * itself, once in each turn of the loop.
 */
public interface Link {
    /** Returns the loop of link and session; it never changes. */
    EventExecutor loop();

    Serializer serializer();

    TransportInfo transport();

    /** Encodes and queues a message. Unless the result is {@link Sent#OK}, nothing was queued. */
    Sent write(WampMessage message);

    /** Queues a message for many links, which is encoded once for each serialization (SER-10). */
    Sent write(SharedMessage message);

    /** Returns the number of queued bytes that the operating system has not accepted yet. */
    long pendingBytes();

    /** Sets the outbound budget in bytes. A role may have another budget than the transport (P4). */
    void limitPending(long bytes);

    /**
     * Called when the peer's software is known to answer pings. After this call, the link sends pings to the peer. A
     * peer that sends pings itself is recognized without this call.
     */
    default void peerAnswersPings() {}

    /**
     * Returns the {@link System#nanoTime()} at which the current message arrived, or the current time if the link does
     * not record arrivals.
     */
    default long arrivedAt() {
        return System.nanoTime();
    }

    /**
     * Stops reading from the peer until {@link #resumeReading()}. A few messages that have already been read may still
     * arrive.
     */
    void pauseReading();

    void resumeReading();

    /** Ends the connection once the queued messages have been written, or when writing takes too long. Idempotent. */
    void close(LinkClose reason);
}
