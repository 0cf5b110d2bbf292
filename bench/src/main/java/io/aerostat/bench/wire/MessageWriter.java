package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes messages into its own buffer, one at a time. The caller gives the size of a list or map at the beginning, and
 * makes no call at the end.
 */
public abstract class MessageWriter {
    protected final Bytes out = new Bytes(256);

    /** Returns the bytes that were written since {@link #begin}. */
    public final Bytes bytes() {
        return out;
    }

    /** Begins a message, and discards the previous one. */
    public MessageWriter begin() {
        out.clear();
        return this;
    }

    public abstract MessageWriter list(int size);

    /** Begins a map of this many pairs, written as key, value, key, value. */
    public abstract MessageWriter map(int pairs);

    public abstract MessageWriter integer(long value);

    public abstract MessageWriter bool(boolean value);

    protected abstract void text(byte[] utf8);

    public final MessageWriter text(String value) {
        text(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes a value that is already encoded. */
    public abstract MessageWriter encoded(byte[] bytes, int from, int length);

    /** Writes any separator before the next value, and returns the position at which this value begins. */
    public abstract int hole();
}
