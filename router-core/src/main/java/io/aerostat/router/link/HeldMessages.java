package io.aerostat.router.link;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The messages that arrive at a link while reading is paused, in order. Used by links that cannot make their peer wait;
 * a link over a socket simply stops reading. Confined to the link's loop.
 *
 * @param <M> the form in which the link holds a message
 */
public final class HeldMessages<M> {
    private boolean paused;
    private @Nullable Queue<M> held;

    /** Checks whether a new message must wait, because reading is paused or earlier messages are waiting. */
    public boolean isHolding() {
        return paused || size() > 0;
    }

    /** Returns the number of waiting messages. */
    public int size() {
        return held == null ? 0 : held.size();
    }

    /** Adds a message behind those that are waiting. */
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
     * @return true if reading was paused; the caller must then handle the waiting messages
     */
    public boolean resume() {
        boolean was = paused;
        paused = false;
        return was;
    }

    /** Removes and returns the first waiting message; null if no message waits or reading is paused. */
    public @Nullable M next() {
        return paused || held == null ? null : held.poll();
    }

    /** Drops all messages. */
    public void clear() {
        held = null;
    }
}
