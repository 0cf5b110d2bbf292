package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.Sent;
import io.aerostat.router.session.SlowConsumer;

/**
 * Watches whether a client reads the messages that are queued for it (P4). An episode begins when the outbound budget
 * is used up, and ends when the client has read most of its backlog. Confined to the session's loop.
 */
final class Backlog {
    /**
     * An episode ends when the backlog has shrunk to this part of its maximum, so that episodes do not follow each
     * other at once.
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

    /** Checks whether an episode is under way. */
    boolean isSlow() {
        return slow;
    }

    /** Returns the number of events that this episode has cost. */
    long missedEvents() {
        return missedEvents;
    }

    /**
     * Records that a message could not be queued.
     *
     * @return whether this message begins an episode
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

    /** Checks whether a message that was queued shows that the client reads again. */
    boolean hasCaughtUp(Sent sent, Link link) {
        return slow && sent == Sent.OK && link.pendingBytes() <= largestPending / CAUGHT_UP_DIVISOR;
    }

    /** Ends the episode. */
    void reset() {
        slow = false;
        missedEvents = 0;
        largestPending = 0;
    }

    /**
     * Checks whether the session must end because this message could not be queued. Under {@link SlowConsumer#DROP} a
     * lost event is counted, and the caller of a lost invocation gets an error; any other message must not be
     * lost silently.
     */
    boolean isFatal(WampMessage message) {
        return policy == SlowConsumer.DISCONNECT || !(message instanceof Event || message instanceof Invocation);
    }
}
