package io.aerostat.protocol.framing.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Masks and unmasks WebSocket payloads, which is the same operation (RFC 6455 §5.3). Stateless; any thread. */
final class Masking {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    /**
     * Masks or unmasks bytes in place.
     *
     * @param key the four bytes of the key, with the first one in the highest bits
     * @param position the index of the first of these bytes in the payload of the frame
     */
    static void apply(int key, long position, byte[] bytes, int offset, int length) {
        if (key == 0) {
            return;
        }
        int rotated = Integer.rotateLeft(key, (int) (position & 3) * 8);
        long wide = (long) rotated << 32 | rotated & 0xFFFFFFFFL;
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
        }
        for (int shift = 24; at < end; at++, shift = shift - 8 & 31) {
            bytes[at] ^= (byte) (rotated >>> shift);
        }
    }
}
