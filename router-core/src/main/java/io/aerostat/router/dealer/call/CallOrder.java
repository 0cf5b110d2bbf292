package io.aerostat.router.dealer.call;

import java.util.Arrays;

/**
 * Remembers the last call that was sent to each of a caller's recent callees, so that no callee receives an earlier
 * call after a later one (ORD-3). The number of callees is limited; a forgotten callee is assumed to have received a
 * later call. Confined to the caller's loop.
 */
final class CallOrder {
    private static final int FIRST_CAPACITY = 2;
    private static final int CAPACITY = 16;

    private static final long[] EMPTY = {};

    private long[] callees = EMPTY;
    private long[] lastCalls = EMPTY;
    private int size;
    private long lastForgotten;

    /** Records that a call goes to the callee. A caller numbers its calls from the beginning of its session. */
    void placed(long callee, long call) {
        int known = indexOf(callee);
        if (known >= 0) {
            lastCalls[known] = Math.max(lastCalls[known], call);
        } else {
            add(callee, call);
        }
    }

    /** Checks whether the callee may have received a later call than this one. */
    boolean isOvertaken(long callee, long call) {
        int known = indexOf(callee);
        return (known >= 0 ? lastCalls[known] : lastForgotten) > call;
    }

    private int indexOf(long callee) {
        for (int i = 0; i < size; i++) {
            if (callees[i] == callee) {
                return i;
            }
        }
        return -1;
    }

    private void add(long callee, long call) {
        int slot = size;
        if (size == CAPACITY) {
            slot = oldest();
            lastForgotten = Math.max(lastForgotten, lastCalls[slot]);
        } else {
            if (size == callees.length) {
                int capacity = Math.max(FIRST_CAPACITY, 2 * size);
                callees = Arrays.copyOf(callees, capacity);
                lastCalls = Arrays.copyOf(lastCalls, capacity);
            }
            size++;
        }
        callees[slot] = callee;
        lastCalls[slot] = call;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            if (lastCalls[i] < lastCalls[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }
}
