package io.aerostat.router.broker.subscription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one subscription whose sessions use the same loop. Joining and leaving do not copy the list. While
 * a walk pauses between two turns, subscribers keep their slots, and new subscribers are added behind the end of the
 * walk. Confined to the loop.
 */
public final class LoopSubscribers {
    /** The initial number of slots; the array never becomes smaller. */
    private static final int INITIAL_SLOTS = 2;

    /** The number of gaps that is always acceptable, even if there are few subscribers. */
    private static final int MOST_GAPS = 64;

    private final BrokerLoop loop;
    private @Nullable Subscriber[] slots = new @Nullable Subscriber[INITIAL_SLOTS];
    private int end;
    private int gaps;
    private int walks;

    LoopSubscribers(BrokerLoop loop) {
        this.loop = loop;
    }

    public BrokerLoop loop() {
        return loop;
    }

    boolean isEmpty() {
        return end == gaps;
    }

    void add(Subscriber subscriber) {
        assert loop.isCurrent();
        if (end == slots.length) {
            slots = Arrays.copyOf(slots, end * 2);
        }
        subscriber.slot = end;
        slots[end++] = subscriber;
    }

    void remove(Subscriber subscriber) {
        assert loop.isCurrent();
        int slot = subscriber.slot;
        if (slots[slot] != subscriber) {
            throw new IllegalStateException("subscriber is not in its slot " + slot);
        }
        slots[slot] = null;
        gaps++;
        if (walks == 0) {
            fill(slot);
            shrink();
        }
    }

    /** Begins a walk over the slots from 0 to the returned number, exclusive. {@link #endWalk} must follow. */
    public int beginWalk() {
        assert loop.isCurrent();
        walks++;
        return end;
    }

    /** Returns the number of slots, including the gaps of subscribers that have left during a walk. */
    public int slots() {
        return end;
    }

    /** Checks whether the slots have too many gaps for another event to join a walk. */
    public boolean hasManyGaps() {
        return gaps > MOST_GAPS && gaps > end / 4;
    }

    /** Returns the subscriber in a slot, or null if it has left. */
    public @Nullable Subscriber at(int slot) {
        return slots[slot];
    }

    public void endWalk() {
        if (--walks == 0 && gaps > 0) {
            for (int slot = 0; slot < end; slot++) {
                if (slots[slot] == null) {
                    fill(slot);
                }
            }
            shrink();
        }
    }

    List<Long> sessions() {
        assert loop.isCurrent();
        List<Long> ids = new ArrayList<>(end - gaps);
        for (int slot = 0; slot < end; slot++) {
            Subscriber subscriber = slots[slot];
            if (subscriber != null) {
                ids.add(subscriber.receiver().peer().id());
            }
        }
        return ids;
    }

    /** Fills a gap with the last subscriber, if any subscriber is behind the gap. */
    private void fill(int gap) {
        Subscriber last = null;
        while (last == null && end > gap + 1) {
            last = slots[--end];
            slots[end] = null;
            if (last == null) {
                gaps--;
            }
        }
        if (last == null) {
            end = gap;
        } else {
            slots[gap] = last;
            last.slot = gap;
        }
        gaps--;
    }

    private void shrink() {
        if (slots.length > INITIAL_SLOTS && end <= slots.length / 4) {
            slots = Arrays.copyOf(slots, Math.max(INITIAL_SLOTS, slots.length / 2));
        }
    }
}
