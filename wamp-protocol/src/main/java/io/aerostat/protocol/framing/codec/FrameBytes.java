package io.aerostat.protocol.framing.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Collects the bytes of one message while its frames arrive. Memory grows with the bytes that have arrived, and not
 * with the length that a header claims. Confined to one loop.
 */
final class FrameBytes {
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int filled;
    private int expected;
    private boolean last;

    /**
     * Expects {@code length} more bytes.
     *
     * @param last whether these bytes complete the message
     */
    void expect(int length, boolean last) {
        expected = Math.addExact(filled, length);
        this.last = last;
    }

    /**
     * Reads bytes from {@code in} until all expected bytes have arrived, or {@code in} is empty.
     *
     * @return true if all expected bytes have arrived
     */
    boolean fill(ByteBuf in) {
        int arrived = Math.min(expected - filled, in.readableBytes());
        reserve(arrived);
        in.readBytes(bytes, filled, arrived);
        filled += arrived;
        return filled == expected;
    }

    /** Appends bytes without a call of {@link #expect}. */
    void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, filled, length);
        filled += length;
    }

    private void reserve(int more) {
        if (more <= bytes.length - filled) {
            return;
        }
        // Doubling limits the number of copies. For a message that arrives as a whole, the size fits exactly.
        int roomy = Math.max(filled + more, bytes.length * 2);
        int capacity = filled == 0 ? more : last ? Math.min(Math.max(expected, filled + more), roomy) : roomy;
        bytes = Arrays.copyOf(bytes, capacity);
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return filled;
    }

    /** Returns the bytes of the message and empties this buffer. */
    byte[] take() {
        byte[] taken = bytes.length == filled ? bytes : Arrays.copyOf(bytes, filled);
        clear();
        return taken;
    }

    void clear() {
        bytes = NONE;
        filled = 0;
        expected = 0;
        last = false;
    }
}
