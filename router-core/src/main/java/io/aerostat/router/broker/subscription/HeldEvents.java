package io.aerostat.router.broker.subscription;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The live events that are held back for one subscriber while it gets past events. If too many events are held, the
 * events that are also in the history are forgotten, because the replay can read them there. Confined to the
 * subscriber's loop.
 */
public final class HeldEvents {
    private static final int MOST_EVENTS = 4096;
    private static final long MOST_BYTES = 4L << 20;

    private final boolean canForget;
    private final Deque<LiveEvent> events = new ArrayDeque<>();
    private long bytes;
    private long forgottenUpTo;

    /**
     * @param canForget whether the replay reads the history of the subscription, so that it can read forgotten events
     */
    public HeldEvents(boolean canForget) {
        this.canForget = canForget;
    }

    /** Adds an event. Returns false if there is no room. */
    boolean add(LiveEvent event) {
        if (isFull(event) && canForget) {
            forget();
            if (event.number() != 0) {
                forgottenUpTo = event.number();
                return true;
            }
        }
        if (isFull(event)) {
            return false;
        }
        events.add(event);
        bytes += event.bytes();
        return true;
    }

    private boolean isFull(LiveEvent event) {
        return events.size() >= MOST_EVENTS || (bytes + event.bytes() > MOST_BYTES && !events.isEmpty());
    }

    private void forget() {
        for (Iterator<LiveEvent> each = events.iterator(); each.hasNext(); ) {
            LiveEvent event = each.next();
            if (event.number() != 0) {
                forgottenUpTo = event.number();
                bytes -= event.bytes();
                each.remove();
            }
        }
    }

    /**
     * Returns the number of the last forgotten event, up to which the replay must read the history; 0 if none was
     * forgotten.
     */
    public long forgottenUpTo() {
        return forgottenUpTo;
    }

    /** Removes and returns the oldest event, or null. */
    public @Nullable LiveEvent poll() {
        LiveEvent event = events.poll();
        if (event != null) {
            bytes -= event.bytes();
        }
        return event;
    }
}
