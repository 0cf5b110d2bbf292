package io.aerostat.protocol.serializer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.aerostat.protocol.serializer.token.Unwritable;
import io.aerostat.protocol.serializer.token.Utf8;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The lexical part of {@link JsonReader}: reads white space, words, strings and numbers. The subclass checks their
 * order. Serves one message or payload on one thread.
 */
abstract class JsonScanner extends TokenReader {
    private int contentStart;
    private int contentEnd;
    private boolean escaped;

    JsonScanner(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    public final Serialization serialization() {
        return Serialization.JSON;
    }

    /** Returns the byte at the present position, or -1 at the end. */
    final int peek() {
        return position < end ? bytes[position] & 0xff : -1;
    }

    /** Skips white space. Returns the byte after it, or -1 at the end. */
    final int skipSpace() {
        while (position < end) {
            int c = bytes[position] & 0xff;
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
            position++;
        }
        return -1;
    }

    /** Skips a word. Fails if any of its letters is missing. */
    final void literal(String word) throws ProtocolViolation {
        for (int i = 0; i < word.length(); i++, position++) {
            if (peek() != word.charAt(i)) {
                throw unexpected(peek(), word);
            }
        }
    }

    /**
     * Skips a word, such as NaN, that some encoders write for a number that JSON cannot express. Returns the exception
     * to throw.
     */
    final ProtocolViolation noNumber(String word) throws ProtocolViolation {
        int start = position;
        literal(word);
        return UnfitValue.of("byte " + start, word, "a finite number, because JSON has no others"); // SER-7
    }

    /** Skips the string at the present position, and records where its content is. */
    final void string() throws ProtocolViolation {
        int i = position + 1;
        contentStart = i;
        escaped = false;
        while (true) {
            i = JsonContent.skipPlain(bytes, i, end);
            if (i >= end) {
                position = end;
                throw endOfInput("the end of a string");
            }
            int c = bytes[i];
            if (c == '"') {
                contentEnd = i;
                position = i + 1;
                return;
            }
            if (c == '\\') {
                escaped = true;
                i = escape(i);
            } else if (c < 0) {
                int size = Utf8.sequence(bytes, i, end);
                if (size == 0) {
                    position = i;
                    throw invalidUtf8(i);
                }
                i += size;
            } else {
                position = i;
                throw unexpected(c, "control characters to be escaped");
            }
        }
    }

    /** Checks the escape at {@code i}. Returns the index after it. */
    private int escape(int i) throws ProtocolViolation {
        int c = i + 1 < end ? bytes[i + 1] : -1;
        switch (c) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return i + 2;
            }
            case 'u' -> {
                if (i + 6 <= end && JsonContent.hex(bytes, i + 2) >= 0) {
                    return i + 6;
                }
            }
            default -> {}
        }
        position = i;
        throw violation("a malformed escape", "an escape of JSON");
    }

    /** Checks whether the last string is a binary value (SER-3, SER-4). */
    final boolean isBinary() {
        return escaped && JsonContent.isBinary(bytes, contentStart, contentEnd);
    }

    /** Skips the number at the present position, which begins with a digit or a minus sign. */
    final Token number() throws ProtocolViolation {
        contentStart = position;
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        boolean whole = true;
        boolean fits = true;
        long value = 0; // negative, because there is one more negative number than there are positive numbers
        if (peek() == '0') {
            position++;
        } else {
            int first = position;
            while (position < end && isDigit(bytes[position])) {
                int digit = bytes[position++] - '0';
                if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                    fits = false;
                } else {
                    value = value * 10 - digit;
                }
            }
            if (position == first) {
                throw negative && peek() == 'I' ? noNumber("Infinity") : unexpected(peek(), "a digit");
            }
        }
        if (peek() == '.') {
            whole = false;
            position++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digits();
        }
        contentEnd = position;
        if (contentEnd - contentStart > MAX_NUMBER_LENGTH) {
            throw UnfitValue.of(
                    "byte " + contentStart,
                    "a number of " + (contentEnd - contentStart) + " characters",
                    "at most " + MAX_NUMBER_LENGTH);
        }
        if (!whole) {
            return Token.REAL;
        }
        if (!fits || (value == Long.MIN_VALUE && !negative)) {
            return Token.BIG_INTEGER;
        }
        integer = negative ? value : -value;
        return Token.INTEGER;
    }

    private void digits() throws ProtocolViolation {
        int first = position;
        while (position < end && isDigit(bytes[position])) {
            position++;
        }
        if (position == first) {
            throw unexpected(peek(), "a digit");
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    @Override
    public final BigInteger bigInteger() {
        return new BigInteger(content());
    }

    @Override
    public final double real() {
        return Double.parseDouble(content());
    }

    /**
     * Copies the number. Fails if the number is too large for a double: JSON allows numbers of any size, but other
     * serializers could only write it as infinity (MSG-8).
     */
    @Override
    public final void copyReal(TokenWriter to) throws NotExpressible {
        double real = real();
        if (Double.isInfinite(real)) {
            throw TokenWriter.beyondDoubles();
        }
        to.real(real);
    }

    private String content() {
        return new String(bytes, contentStart, contentEnd - contentStart, ISO_8859_1);
    }

    @Override
    public final int textSize() {
        return contentEnd - contentStart;
    }

    @Override
    @Nullable
    public final Unwritable unwritable(Token token, String text) {
        if (!escaped) {
            return null;
        }
        if (Utf8.hasUnpairedSurrogate(text)) {
            return Unwritable.HALF_A_SURROGATE_PAIR;
        }
        return token == Token.TEXT && text.startsWith("\0") ? Unwritable.NUL_WITHOUT_BASE64 : null;
    }

    @Override
    @Nullable
    public final Unwritable unwritable(double real) {
        return Double.isInfinite(real) ? Unwritable.BEYOND_DOUBLES : null;
    }

    @Override
    public final String text() {
        return escaped
                ? JsonContent.unescaped(bytes, contentStart, contentEnd)
                : new String(bytes, contentStart, contentEnd - contentStart, UTF_8);
    }

    @Override
    public final void copyText(TokenWriter to) throws NotExpressible {
        if (escaped) {
            to.text(text());
        } else {
            to.text(bytes, contentStart, contentEnd - contentStart);
        }
    }

    @Override
    public final void copyKey(TokenWriter to) throws NotExpressible {
        if (escaped) {
            to.key(text());
        } else {
            to.key(bytes, contentStart, contentEnd - contentStart);
        }
    }

    @Override
    public final byte[] binary() {
        return JsonContent.binary(bytes, contentStart, contentEnd);
    }

    @Override
    public final void copyBinary(TokenWriter to) {
        byte[] binary = binary();
        to.binary(binary, 0, binary.length);
    }

    final ProtocolViolation unexpected(int c, String expected) {
        return c < 0
                ? endOfInput(expected)
                : violation(
                        c > ' ' && c < 0x7f ? "\"" + (char) c + "\"" : "byte 0x" + Integer.toHexString(c), expected);
    }
}
