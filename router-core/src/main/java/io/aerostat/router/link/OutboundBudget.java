package io.aerostat.router.link;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;

/**
 * The number of bytes that may wait for a peer to read them (P4). Immutable; the links of a listener share one object.
 *
 * @param bytes the limit
 */
public record OutboundBudget(long bytes) {
    private static final OutboundBudget USUAL = new OutboundBudget(8L << 20);

    /** Returns a budget. All budgets with the default limit are one object. */
    public static OutboundBudget of(long bytes) {
        return bytes == USUAL.bytes ? USUAL : new OutboundBudget(bytes);
    }

    /** Checks whether a message of unknown length may be queued behind {@code pending} bytes. */
    public boolean hasRoom(long pending) {
        return pending < bytes;
    }

    /**
     * Checks whether queuing a message would exceed the budget. If nothing is queued, a message may exceed the budget,
     * because otherwise it could never be sent; another limit bounds the size of a message.
     *
     * @param pending the number of bytes that are already queued
     */
    public boolean isExceededBy(int length, long pending) {
        return pending > 0 && pending + length > bytes;
    }

    /**
     * Checks whether a message is the last one of a session. The last message is always queued, because it ends the
     * session.
     */
    public static boolean isExempt(WampMessage message) {
        return message instanceof Goodbye || message instanceof Abort;
    }
}
