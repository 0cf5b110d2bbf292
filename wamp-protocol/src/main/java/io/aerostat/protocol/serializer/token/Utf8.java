package io.aerostat.protocol.serializer.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, no code points above U+10FFFF. Stateless; any thread. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Returns eight bytes as one number, with the first byte in the lowest bits. */
    public static long eightBytes(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Returns the index of the first byte outside ASCII, or {@code end}. */
    public static int skipAscii(byte[] bytes, int start, int end) {
        int i = start;
        while (i <= end - 8) {
            long high = eightBytes(bytes, i) & HIGH_BITS;
            if (high != 0) {
                return i + (Long.numberOfTrailingZeros(high) >>> 3);
            }
            i += 8;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Returns the index of the first malformed sequence, or {@code end} if there is none. */
    public static int validUntil(byte[] bytes, int start, int end) {
        int i = skipAscii(bytes, start, end);
        while (i < end) {
            int size = sequence(bytes, i, end);
            if (size == 0) {
                return i;
            }
            i = skipAscii(bytes, i + size, end);
        }
        return end;
    }

    /** Returns the length of the well-formed sequence at {@code i}, or 0 if it is malformed. */
    public static int sequence(byte[] bytes, int i, int end) {
        int first = bytes[i];
        if (first >= 0) {
            return 1;
        }
        int left = end - i;
        if (first < (byte) 0xe0) {
            return first >= (byte) 0xc2 && left >= 2 && isContinuation(bytes[i + 1]) ? 2 : 0;
        }
        if (left < 3 || !isContinuation(bytes[i + 2])) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        if (first < (byte) 0xf0) {
            int low = first == (byte) 0xe0 ? 0xa0 : 0x80;
            int high = first == (byte) 0xed ? 0x9f : 0xbf;
            return second >= low && second <= high ? 3 : 0;
        }
        int low = first == (byte) 0xf0 ? 0x90 : 0x80;
        int high = first == (byte) 0xf4 ? 0x8f : 0xbf;
        return first <= (byte) 0xf4 && left >= 4 && second >= low && second <= high && isContinuation(bytes[i + 3])
                ? 4
                : 0;
    }

    /** Checks whether the bytes at {@code i} are a surrogate that is encoded like a character. */
    public static boolean isSurrogate(byte[] bytes, int i, int end) {
        return end - i >= 3
                && bytes[i] == (byte) 0xed
                && bytes[i + 1] >= (byte) 0xa0
                && isContinuation(bytes[i + 1])
                && isContinuation(bytes[i + 2]);
    }

    private static boolean isContinuation(byte b) {
        return b < (byte) 0xc0;
    }

    /** Returns the number of bytes that {@code text} needs, or -1 if it contains an unpaired surrogate. */
    public static int size(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                size++;
            } else if (!Character.isSurrogate(c)) {
                size += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                size += 2;
                i++;
            } else {
                return -1;
            }
        }
        return size;
    }

    public static boolean hasUnpairedSurrogate(String text) {
        return size(text) < 0;
    }

    /** Returns the bytes of {@code text}, or null if it contains an unpaired surrogate. */
    public static byte @Nullable [] encode(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        // The JDK writes a question mark for an unpaired surrogate. So only a text with a question mark, or with
        // characters outside ASCII, must be checked.
        boolean surelyAscii = utf8.length == text.length() && !containsQuestionMark(utf8);
        return surelyAscii || !hasUnpairedSurrogate(text) ? utf8 : null;
    }

    private static boolean containsQuestionMark(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '?') {
                return true;
            }
        }
        return false;
    }
}
