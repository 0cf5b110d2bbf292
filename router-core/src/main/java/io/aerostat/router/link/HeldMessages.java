package io.aerostat.router.link;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Messages that arrive at a link while its reading is paused, in order. For links that cannot make their peer wait; a
 * link over a socket simply does not read. Confined to the link's loop.
 *
 * @param <M> the form in which the link holds a message
 */
public final class HeldMessages<M> {
    private boolean paused;
    private @Nullable Queue<M> held;

    /** Returns whether a message that arrives now has to wait: reading is paused, or earlier messages wait. */
    public boolean isHolding() {
        return paused || size() > 0;
    }

    /** Returns the number of messages that wait. */
    public int size() {
        return held == null ? 0 : held.size();
    }

    /** Adds a message behind those that wait. */
    public void add(M message) {
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.add(message);
    }

    /** Stops {@link #next} from returning messages. */
    public void pause() {
        paused = true;
    }

    /**
     * Lets {@link #next} return messages again.
     *
     * @return whether reading was paused, so that the caller has to take what waits
     */
    public boolean resume() {
        boolean was = paused;
        paused = false;
        return was;
    }

    /** Removes and returns the first message that waits; null if none waits or reading is paused. */
    public @Nullable M next() {
        return paused || held == null ? null : held.poll();
    }

    /** Drops all messages. */
    public void clear() {
        held = null;
    }
}
