package io.aerostat.protocol.id;

/** Sequential ids of session scope: 1, 2, 3 … 2^53, 1 (ID-4, ID-5). Confined to the thread of its session. */
public final class RequestIds {
    private long last;

    public long next() {
        last = peek();
        return last;
    }

    /** The id that {@link #next()} would return, without using it up. */
    public long peek() {
        return last == Ids.MAX ? 1 : last + 1;
    }

    /** The id that {@link #next()} returned last, or 0 before the first. */
    public long last() {
        return last;
    }
}
