package io.aerostat.router.link;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;

/**
 * The number of bytes that may wait for a peer to read them (P4). Immutable; the links of a listener share one.
 *
 * @param bytes the limit
 */
public record OutboundBudget(long bytes) {
    private static final OutboundBudget USUAL = new OutboundBudget(8L << 20);

    /** Returns a budget, without an object of its own for the usual limit. */
    public static OutboundBudget of(long bytes) {
        return bytes == USUAL.bytes ? USUAL : new OutboundBudget(bytes);
    }

    /**
     * Returns whether a message may be queued behind {@code pending} bytes, as far as that can be said before its
     * length is known.
     */
    public boolean hasRoom(long pending) {
        return pending < bytes;
    }

    /**
     * Returns whether queuing a message would exceed the budget. A message greater than the whole budget may be queued
     * when nothing waits: it could never be sent otherwise, and its size has a limit of its own.
     *
     * @param pending the number of bytes that wait already
     */
    public boolean isExceededBy(int length, long pending) {
        return pending > 0 && pending + length > bytes;
    }

    /** Returns whether a message is the last one of a session. It is queued in any case, because it ends the wait. */
    public static boolean isExempt(WampMessage message) {
        return message instanceof Goodbye || message instanceof Abort;
    }
}
