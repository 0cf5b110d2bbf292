package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * Reads a message from its beginning, value by value. Supports only the parts of a serialization that routers use, and
 * throws {@link WireException} for all other parts.
 */
public abstract class MessageReader {
    protected byte[] bytes = new byte[0];
    protected int at;
    protected int end;
    private int textStart;
    private int textFrom;
    private int textLength;

    /** Begins to read a message. The reader does not change or keep its bytes. */
    public final MessageReader begin(byte[] message, int from, int length) {
        bytes = message;
        at = from;
        end = from + length;
        return this;
    }

    /** Enters the list of the message's elements. */
    public abstract void enterList();

    /** Checks whether the entered list has another value. The caller has read {@code read} values of the list. */
    public abstract boolean hasNext(int read);

    public abstract long integer();

    /** Reads a text. Afterwards, {@link #textFrom} and {@link #textLength} are its position and length. */
    public abstract void text();

    /** Skips one value of any kind. */
    public abstract void skip();

    public final byte[] bytes() {
        return bytes;
    }

    /** Returns the position of the next value (in JSON, of the separator before the value). */
    public final int position() {
        return at;
    }

    public final int end() {
        return end;
    }

    /** Returns the position at which the text begins, including its quotation mark or its length. */
    public final int textStart() {
        return textStart;
    }

    public final int textFrom() {
        return textFrom;
    }

    public final int textLength() {
        return textLength;
    }

    public final String string() {
        text();
        return new String(bytes, textFrom, textLength, StandardCharsets.UTF_8);
    }

    protected final void foundText(int start, int from, int length) {
        textStart = start;
        textFrom = from;
        textLength = length;
        if (from + length > end) {
            throw unexpected("a text that is cut off");
        }
    }

    protected final int next() {
        if (at >= end) {
            throw unexpected("the end");
        }
        return bytes[at++] & 0xFF;
    }

    protected final long big(int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    protected final WireException unexpected(String found) {
        int shown = Math.max(0, Math.min(end, at + 40) - Math.max(0, at - 40));
        return new WireException("message: found " + found + " near "
                + new String(bytes, Math.max(0, at - 40), shown, StandardCharsets.ISO_8859_1));
    }
}
