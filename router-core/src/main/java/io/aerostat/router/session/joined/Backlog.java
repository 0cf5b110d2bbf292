package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.Sent;
import io.aerostat.router.session.SlowConsumer;

/**
 * Watches whether a client reads the messages that are queued for it (P4). The client is a slow consumer from the
 * moment when the outbound budget is used up until the client has read most of its backlog. Confined to the session's
 * loop.
 */
final class Backlog {
    /**
     * The client has caught up when its backlog is at most its largest backlog divided by this number. The margin keeps
     * the client from becoming a slow consumer again at once.
     */
    private static final int CAUGHT_UP_DIVISOR = 4;

    private final SlowConsumer policy;
    private long largestPending;
    private long missedEvents;
    private boolean slow;

    Backlog(SlowConsumer policy) {
        this.policy = policy;
    }

    SlowConsumer policy() {
        return policy;
    }

    /** Checks whether the client is a slow consumer now. */
    boolean isSlow() {
        return slow;
    }

    /** Returns the number of events that the client has missed since it became a slow consumer. */
    long missedEvents() {
        return missedEvents;
    }

    /**
     * Records that a message could not be queued.
     *
     * @return true if this message makes the client a slow consumer
     */
    boolean recordUnsent(WampMessage message, Link link) {
        if (message instanceof Event) {
            missedEvents++;
        }
        boolean begins = !slow;
        slow = true;
        largestPending = Math.max(largestPending, link.pendingBytes());
        return begins;
    }

    /** Checks whether the client has caught up, after a message has been queued for it. */
    boolean hasCaughtUp(Sent sent, Link link) {
        return slow && sent == Sent.OK && link.pendingBytes() <= largestPending / CAUGHT_UP_DIVISOR;
    }

    /** Ends the client's time as a slow consumer. */
    void reset() {
        slow = false;
        missedEvents = 0;
        largestPending = 0;
    }

    /**
     * Checks whether the session must end because this message could not be queued. Under {@link SlowConsumer#DROP}, a
     * lost event is counted, and the caller of a lost invocation gets an error. Any other message must not be
     * lost silently.
     */
    boolean isFatal(WampMessage message) {
        return policy == SlowConsumer.DISCONNECT || !(message instanceof Event || message instanceof Invocation);
    }
}
