package io.aerostat.protocol.framing.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells the first octet that cannot be UTF-8 in a stream that comes in pieces (RFC 6455 §8.1, RFC 3629). One loop. */
final class Utf8Validator {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LOWEST_CONTINUATION = 0x80;
    private static final int HIGHEST_CONTINUATION = 0xBF;

    /** Continuation octets that the current character still needs. */
    private int needed;

    /** What the next of them must lie between: narrower after a lead octet that could begin an overlong form or a surrogate. */
    private int lowest = LOWEST_CONTINUATION;

    private int highest = HIGHEST_CONTINUATION;

    /** Whether the stream can still be UTF-8 after these octets. */
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

    /** Whether the stream may end here. */
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

    private boolean accept(int octet) {
        if (needed == 0) {
            return lead(octet);
        }
        if (octet < lowest || octet > highest) {
            return false;
        }
        needed--;
        lowest = LOWEST_CONTINUATION;
        highest = HIGHEST_CONTINUATION;
        return true;
    }

    private boolean lead(int octet) {
        if (octet < 0x80) {
            return true;
        }
        if (octet < 0xC2 || octet > 0xF4) {
            return false;
        }
        needed = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
        switch (octet) {
            case 0xE0 -> lowest = 0xA0;
            case 0xED -> highest = 0x9F;
            case 0xF0 -> lowest = 0x90;
            case 0xF4 -> highest = 0x8F;
            default -> {}
        }
        return true;
    }
}
