package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;

/** Writes one message after the other into a buffer of its own. Lists and maps are told their size first, and end by themselves. */
public abstract class MessageWriter {
    protected final Bytes out = new Bytes(256);

    /** What was written since {@link #begin}. */
    public final Bytes bytes() {
        return out;
    }

    /** Forgets what was written. */
    public MessageWriter begin() {
        out.clear();
        return this;
    }

    public abstract MessageWriter list(int size);

    /** A map of that many pairs, written as key, value, key, value. */
    public abstract MessageWriter map(int pairs);

    public abstract MessageWriter integer(long value);

    public abstract MessageWriter bool(boolean value);

    protected abstract void text(byte[] utf8);

    public final MessageWriter text(String value) {
        text(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A value that is encoded already. */
    public abstract MessageWriter encoded(byte[] bytes, int from, int length);

    /** What is written next goes where this points; nothing is written. */
    public abstract int hole();
}
