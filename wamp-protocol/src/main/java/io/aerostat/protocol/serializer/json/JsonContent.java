package io.aerostat.protocol.serializer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.serializer.token.Utf8;
import java.util.Arrays;
import java.util.Base64;

/**
 * Interprets the content of JSON strings between the quotes: plain ASCII, other characters, escapes, or a binary value
 * (SER-3). Stateless; any thread.
 */
final class JsonContent {
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long SPACES = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final int ESCAPED_NUL_LENGTH = "\\u0000".length();

    private JsonContent() {}

    /**
     * Returns the index of the next quote, backslash, control character or byte outside ASCII, or {@code end} if there
     * is none.
     */
    static int skipPlain(byte[] bytes, int start, int end) {
        int i = start;
        while (i <= end - 8) {
            long eight = Utf8.eightBytes(bytes, i);
            // A borrow in a subtraction can mark a wrong byte only after a correctly marked byte; only the first mark
            // is used.
            long special =
                    (eight | zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES) | (eight - SPACES)) & HIGH_BITS;
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            i += 8;
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight;
    }

    /** Returns the value of the four hexadecimal digits at {@code i}, or -1 if any of them is not a digit. */
    static int hex(byte[] bytes, int i) {
        int value = 0;
        for (int k = i; k < i + 4; k++) {
            int digit = bytes[k] < 0 ? -1 : Character.digit(bytes[k], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Returns the text of validated content. */
    static String unescaped(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            int run = i;
            while (i < end && bytes[i] != '\\') {
                i++;
            }
            text.append(new String(bytes, run, i - run, UTF_8));
            if (i < end) {
                int c = bytes[i + 1];
                text.append(c == 'u' ? (char) hex(bytes, i + 2) : character(c));
                i += c == 'u' ? ESCAPED_NUL_LENGTH : 2;
            }
        }
        return text.toString();
    }

    private static char character(int escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escape;
        };
    }

    /**
     * Checks whether the content is a binary value: U+0000 followed by base64. U+0000 followed by anything else begins
     * a text (SER-4).
     */
    static boolean isBinary(byte[] bytes, int start, int end) {
        int base64 = start + ESCAPED_NUL_LENGTH;
        if (base64 > end || bytes[start] != '\\' || bytes[start + 1] != 'u' || hex(bytes, start + 2) != 0) {
            return false;
        }
        if (!hasEscape(bytes, base64, end)) {
            return Base64Text.isBase64(bytes, base64, end);
        }
        byte[] unescaped = base64(bytes, start, end);
        return Base64Text.isBase64(unescaped, 0, unescaped.length);
    }

    static byte[] binary(byte[] bytes, int start, int end) {
        return Base64.getDecoder().decode(base64(bytes, start, end));
    }

    /**
     * Returns the text after U+0000 as bytes. A character outside Latin-1 becomes a byte that is not valid in base64.
     */
    private static byte[] base64(byte[] bytes, int start, int end) {
        return hasEscape(bytes, start + ESCAPED_NUL_LENGTH, end) // some encoders write the slash as an escape
                ? unescaped(bytes, start, end).substring(1).getBytes(ISO_8859_1)
                : Arrays.copyOfRange(bytes, start + ESCAPED_NUL_LENGTH, end);
    }

    private static boolean hasEscape(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
