package io.aerostat.protocol.framing.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The bytes of one message while its frames arrive: as much memory as has arrived, never as much as a header claims. One loop. */
final class FrameBytes {
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int filled;
    private int expected;
    private boolean last;

    /**
     * Announces {@code length} more bytes.
     *
     * @param last whether they complete the message
     */
    void expect(int length, boolean last) {
        expected = Math.addExact(filled, length);
        this.last = last;
    }

    /** Moves what is there of the announced bytes out of {@code in}; true once all have arrived. */
    boolean fill(ByteBuf in) {
        int arrived = Math.min(expected - filled, in.readableBytes());
        reserve(arrived);
        in.readBytes(bytes, filled, arrived);
        filled += arrived;
        return filled == expected;
    }

    /** Appends bytes that were not announced. */
    void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, filled, length);
        filled += length;
    }

    private void reserve(int more) {
        if (more <= bytes.length - filled) {
            return;
        }
        // Doubling bounds the copies, whatever the size of the pieces; a message that arrives at once, the usual one,
        // fits exactly.
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

    /** The bytes, exactly; the buffer is then empty. */
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
