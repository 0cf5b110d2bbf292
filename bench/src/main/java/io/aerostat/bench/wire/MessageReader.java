package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;

/**
 * Reads a message from its front, value by value. Knows as much of each serialization as routers send; anything else is a {@link WireException}.
 */
public abstract class MessageReader {
    protected byte[] bytes = new byte[0];
    protected int at;
    protected int end;
    private int textStart;
    private int textFrom;
    private int textLength;

    /** Begins to read a message, which stays the caller's. */
    public final MessageReader begin(byte[] message, int from, int length) {
        bytes = message;
        at = from;
        end = from + length;
        return this;
    }

    /** Enters the list that the message is. */
    public abstract void enterList();

    /** Whether the list that was entered has another value; {@code read} of them were read. */
    public abstract boolean hasNext(int read);

    public abstract long integer();

    /** Reads a text, which {@link #textFrom} and {@link #textLength} then point at. */
    public abstract void text();

    /** Passes over one value of any kind. */
    public abstract void skip();

    public final byte[] bytes() {
        return bytes;
    }

    /** Where the next value begins (or, in JSON, what separates it from the one before). */
    public final int position() {
        return at;
    }

    public final int end() {
        return end;
    }

    /** Where the text was begun, with its quotation mark or its length. */
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

    protected final long big(int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
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
