package io.aerostat.protocol.framing.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks a text that arrives in pieces, and finds the first byte that cannot be UTF-8 (RFC 6455 §8.1, RFC 3629).
 * Confined to one loop.
 */
final class Utf8Validator {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LOWEST_CONTINUATION = 0x80;
    private static final int HIGHEST_CONTINUATION = 0xBF;

    /** The number of continuation bytes that the present character still needs. */
    private int needed;

    /**
     * The bounds of the next continuation byte. They are narrower after a lead byte that could begin an overlong form
     * or a surrogate.
     */
    private int lowest = LOWEST_CONTINUATION;

    private int highest = HIGHEST_CONTINUATION;

    /** Checks the next bytes. Returns true if the text can still be UTF-8. */
    boolean accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (needed == 0) {
                at = skipAscii(bytes, at, end);
                if (at == end) {
                    return true;
                }
            }
            if (!accept(bytes[at++] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Checks whether the text may end here. */
    boolean isComplete() {
        return needed == 0;
    }

    void reset() {
        needed = 0;
        lowest = LOWEST_CONTINUATION;
        highest = HIGHEST_CONTINUATION;
    }

    private static int skipAscii(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private boolean accept(int next) {
        if (needed == 0) {
            return lead(next);
        }
        if (next < lowest || next > highest) {
            return false;
        }
        needed--;
        lowest = LOWEST_CONTINUATION;
        highest = HIGHEST_CONTINUATION;
        return true;
    }

    private boolean lead(int next) {
        if (next < 0x80) {
            return true;
        }
        if (next < 0xC2 || next > 0xF4) {
            return false;
        }
        needed = next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
        switch (next) {
            case 0xE0 -> lowest = 0xA0;
            case 0xED -> highest = 0x9F;
            case 0xF0 -> lowest = 0x90;
            case 0xF4 -> highest = 0x8F;
            default -> {}
        }
        return true;
    }
}
