package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.Sent;
import io.aerostat.router.session.SlowConsumer;

/**
 * Notices when a peer has used up its outbound budget, which begins an episode, and when it has caught up, which ends it (P4). Confined to the
 * session's loop.
 */
final class Backlog {
    /** An episode ends when so little waits: not at the first octet that is read, or one would follow the other. */
    private static final int CAUGHT_UP = 4;

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

    /** Whether an episode is on. */
    boolean isSlow() {
        return slow;
    }

    long missedEvents() {
        return missedEvents;
    }

    /** Whether this message, which could not be queued, begins an episode. */
    boolean begins(WampMessage message, Link link) {
        if (message instanceof Event) {
            missedEvents++;
        }
        boolean begins = !slow;
        slow = true;
        largestPending = Math.max(largestPending, link.pendingBytes());
        return begins;
    }

    /** Whether a message that was queued shows that the peer reads again. */
    boolean ends(Sent sent, Link link) {
        return slow && sent == Sent.OK && link.pendingBytes() <= largestPending / CAUGHT_UP;
    }

    /** The episode is over; the next one counts anew. */
    void reset() {
        slow = false;
        missedEvents = 0;
        largestPending = 0;
    }

    /**
     * Whether the session must end, because a message that could not be queued would be lost without a word. An event is counted, and for an
     * invocation the caller gets an error.
     */
    boolean isFatal(WampMessage message) {
        return policy == SlowConsumer.DISCONNECT || !(message instanceof Event || message instanceof Invocation);
    }
}
