package io.aerostat.cluster.nats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The events of one log that are not confirmed, in the order of their arrival. A log whose stream does not answer rests
 * after each attempt, so that it does not constantly delay the other logs. Guarded by the lock of the writer.
 */
final class WaitingLine {
    private static final long FIRST_REST_MILLIS = 250;
    private static final long LONGEST_REST_MILLIS = 16_000;

    private final Deque<WaitingEvent> events = new ArrayDeque<>();
    private boolean answers = true;
    private long restMillis = FIRST_REST_MILLIS;
    private long restsUntil; // meaningful only while the stream does not answer

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

    /** Returns how long the line rests from now on, in milliseconds: 0 or less if it has ended its rest. */
    long millisToRest(long now) {
        return answers ? 0 : TimeUnit.NANOSECONDS.toMillis(restsUntil - now + 999_999);
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

    /** Called after an attempt that failed. Each further failure doubles the rest. */
    void failed(long now) {
        answers = false;
        restsUntil = now + TimeUnit.MILLISECONDS.toNanos(restMillis);
        restMillis = Math.min(2 * restMillis, LONGEST_REST_MILLIS);
    }

    /** Called after an attempt that succeeded. */
    void succeeded() {
        answers = true;
        restMillis = FIRST_REST_MILLIS;
    }

    /** Ends the rest, because the connection to NATS is a new one. */
    void wake(long now) {
        restsUntil = now;
        restMillis = FIRST_REST_MILLIS;
    }
}
