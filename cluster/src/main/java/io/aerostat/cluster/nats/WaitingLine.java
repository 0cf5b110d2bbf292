package io.aerostat.cluster.nats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The events of one log that are not confirmed, in the order of their arrival. After a failed attempt, the line pauses:
 * none of its events are sent for a while, so that one broken log does not constantly delay the other logs. Guarded by
 * the lock of the writer.
 */
final class WaitingLine {
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 16_000;

    private final Deque<WaitingEvent> events = new ArrayDeque<>();
    private boolean answers = true;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private long pausesUntil; // meaningful only while the stream does not answer

    void add(WaitingEvent event) {
        events.addLast(event);
    }

    Collection<WaitingEvent> events() {
        return events;
    }

    /** Checks whether the last attempt has succeeded. */
    boolean answers() {
        return answers;
    }

    /** Returns the remaining time of the line's pause in milliseconds: 0 or less if the line does not pause. */
    long remainingPauseMillis(long now) {
        return answers ? 0 : TimeUnit.NANOSECONDS.toMillis(pausesUntil - now + 999_999);
    }

    /** Adds the oldest events to a batch. They stay in the line. */
    void copyTo(List<WaitingEvent> batch, int most) {
        events.stream().limit(most).forEach(batch::add);
    }

    /**
     * Removes the oldest events, except for those that no stream has confirmed. Returns the total size of the removed
     * events.
     */
    long conclude(int attempted, List<WaitingEvent> unconfirmed) {
        long removed = 0;
        for (int i = 0; i < attempted; i++) {
            removed += events.removeFirst().bytes();
        }
        for (WaitingEvent each : reversed(unconfirmed)) {
            events.addFirst(each);
            removed -= each.bytes();
        }
        return removed;
    }

    private static List<WaitingEvent> reversed(List<WaitingEvent> list) {
        List<WaitingEvent> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Called after an attempt that failed. Each further failure doubles the pause. */
    void failed(long now) {
        answers = false;
        pausesUntil = now + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    /** Called after an attempt that succeeded. */
    void succeeded() {
        answers = true;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    /** Ends the pause, because the connection to NATS is new. */
    void wake(long now) {
        pausesUntil = now;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }
}
