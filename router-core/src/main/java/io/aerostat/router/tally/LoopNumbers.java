package io.aerostat.router.tally;

import java.util.concurrent.atomic.AtomicLongArray;

/** Numbers that one event loop writes and any thread reads. A reader may see a number that is slightly out of date. */
final class LoopNumbers {
    /**
     * The number of unused elements before and after the numbers, so that two loops do not write to the same cache
     * line.
     */
    private static final int PADDING = 16;

    private final AtomicLongArray numbers;

    LoopNumbers(int size) {
        this.numbers = new AtomicLongArray(size + 2 * PADDING);
    }

    /** Adds to a number. Call this only on the loop that owns the numbers. */
    void add(int index, long more) {
        int at = index + PADDING;
        numbers.setOpaque(at, numbers.getPlain(at) + more);
    }

    /** Returns one of the numbers. Any thread. */
    long get(int index) {
        return numbers.getOpaque(index + PADDING);
    }
}
