package io.aerostat.protocol.framing;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The bytes of one message while its frames arrive: as much memory as has arrived, never as much as a header claims. One loop. */
final class FrameBytes {
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int filled;
    private int expected;

    /** Announces {@code length} more bytes. */
    void expect(int length) {
        expected = Math.addExact(filled, length);
    }

    /** Moves what is there of the announced bytes out of {@code in}; true once all have arrived. */
    boolean fill(ByteBuf in) {
        int arrived = Math.min(expected - filled, in.readableBytes());
        if (arrived > bytes.length - filled) {
            // Doubling bounds the copies; the minimum makes the usual message, which arrives at once, fit exactly.
            int roomy = Math.max(filled + arrived, bytes.length * 2);
            bytes = Arrays.copyOf(bytes, filled == 0 ? arrived : Math.min(expected, roomy));
        }
        in.readBytes(bytes, filled, arrived);
        filled += arrived;
        return filled == expected;
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
    }
}
