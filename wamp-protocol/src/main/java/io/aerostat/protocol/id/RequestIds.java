package io.aerostat.protocol.id;

/** Generates sequential ids of session scope: 1, 2, 3 … 2^53, 1 (ID-4, ID-5). Confined to the thread of its session. */
public final class RequestIds {
    private long last;

    public long next() {
        last = peek();
        return last;
    }

    /** Returns the id that {@link #next()} will return, without using it. */
    public long peek() {
        return last == Ids.MAX ? 1 : last + 1;
    }

    /** Returns the last id that {@link #next()} has returned, or 0 before its first call. */
    public long last() {
        return last;
    }
}
