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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tokens of JSON (RFC 8259), with binaries as strings of U+0000 and base64 (SER-2, SER-3). */
public final class JsonReader extends TokenReader {
    private static final byte IN_LIST = 0;
    private static final byte IN_DICTIONARY = 1;

    /** What may come next, apart from white space. */
    private enum Expectation {
        VALUE,
        FIRST_ELEMENT,
        KEY,
        FIRST_KEY,
        SEPARATOR
    }

    private Expectation expectation = Expectation.VALUE;
    private byte[] containers = new byte[8];
    private boolean inDictionary;
    private int contentStart;
    private int contentEnd;
    private boolean escaped;

    public JsonReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    public Serialization serialization() {
        return Serialization.JSON;
    }

    @Override
    public void enterList(int elements) throws ProtocolViolation {
        descend();
        containers[0] = IN_LIST;
        expectation = Expectation.VALUE;
    }

    @Override
    public Token next() throws ProtocolViolation {
        int c = skipSpace();
        if (expectation == Expectation.SEPARATOR) {
            if (c == ',') {
                position++;
                c = skipSpace();
                expectation = inDictionary ? Expectation.KEY : Expectation.VALUE;
            } else if (depth() > 0 && c == (inDictionary ? '}' : ']')) {
                return close();
            } else {
                throw unexpected(c, inDictionary ? "\",\" or \"}\"" : "\",\" or \"]\"");
            }
        }
        tokenStart = position;
        if (expectation == Expectation.VALUE) {
            return value(c);
        }
        if (expectation == Expectation.FIRST_ELEMENT) {
            return c == ']' ? close() : value(c);
        }
        if (c == '"') {
            return key();
        }
        if (c == '}' && expectation == Expectation.FIRST_KEY) {
            return close();
        }
        throw unexpected(c, "a string as key");
    }

    private Token value(int c) throws ProtocolViolation {
        switch (c) {
            case '"' -> {
                string();
                expectation = Expectation.SEPARATOR;
                return escaped && JsonContent.isBinary(bytes, contentStart, contentEnd) ? Token.BINARY : Token.TEXT;
            }
            case '[' -> {
                open(IN_LIST);
                expectation = Expectation.FIRST_ELEMENT;
                return Token.LIST;
            }
            case '{' -> {
                open(IN_DICTIONARY);
                expectation = Expectation.FIRST_KEY;
                return Token.DICTIONARY;
            }
            case 't' -> {
                literal("true");
                return Token.TRUE;
            }
            case 'f' -> {
                literal("false");
                return Token.FALSE;
            }
            case 'n' -> {
                literal("null");
                return Token.NULL;
            }
            case 'N' -> throw noNumber("NaN");
            case 'I' -> throw noNumber("Infinity");
            default -> {
                if (c != '-' && (c < '0' || c > '9')) {
                    throw unexpected(c, "a value");
                }
                expectation = Expectation.SEPARATOR;
                return number();
            }
        }
    }

    private Token key() throws ProtocolViolation {
        string();
        if (skipSpace() != ':') {
            throw unexpected(peek(), "\":\"");
        }
        position++;
        expectation = Expectation.VALUE;
        return Token.KEY;
    }

    private void open(byte container) throws ProtocolViolation {
        int level = descend();
        if (level == containers.length) {
            containers = Arrays.copyOf(containers, level * 2);
        }
        containers[level] = container;
        inDictionary = container == IN_DICTIONARY;
        position++;
    }

    private Token close() {
        Token token = inDictionary ? Token.DICTIONARY_END : Token.LIST_END;
        int level = ascend();
        inDictionary = level > 0 && containers[level - 1] == IN_DICTIONARY;
        expectation = Expectation.SEPARATOR;
        tokenStart = position++;
        return token;
    }

    @Override
    public void finish() throws ProtocolViolation {
        int c = skipSpace();
        if (c >= 0) {
            throw unexpected(c, "the end of the message");
        }
    }

    private int peek() {
        return position < end ? bytes[position] & 0xff : -1;
    }

    private int skipSpace() {
        while (position < end) {
            int c = bytes[position] & 0xff;
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
            position++;
        }
        return -1;
    }

    private void literal(String word) throws ProtocolViolation {
        for (int i = 0; i < word.length(); i++, position++) {
            if (peek() != word.charAt(i)) {
                throw unexpected(peek(), word);
            }
        }
        expectation = Expectation.SEPARATOR;
    }

    /** What encoders of other languages write for numbers that JSON has not. */
    private ProtocolViolation noNumber(String word) throws ProtocolViolation {
        int start = position;
        literal(word);
        return UnfitValue.of("byte " + start, word, "a finite number, as JSON has no other"); // SER-7
    }

    /** Passes the string at the position and notes where its content is. */
    private void string() throws ProtocolViolation {
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

    /** Offset after the escape at {@code i}. */
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

    private Token number() throws ProtocolViolation {
        contentStart = position;
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        boolean whole = true;
        boolean fits = true;
        long value = 0; // negative, because that side reaches further
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
    public BigInteger bigInteger() {
        return new BigInteger(content());
    }

    @Override
    public double real() {
        return Double.parseDouble(content());
    }

    /** JSON has numbers without bound; infinity is not what they are (MSG-8). */
    @Override
    public void copyReal(TokenWriter to) throws NotExpressible {
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
    public int textSize() {
        return contentEnd - contentStart;
    }

    @Override
    @Nullable
    public Unwritable unwritable(Token token, String text) {
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
    public Unwritable unwritable(double real) {
        return Double.isInfinite(real) ? Unwritable.BEYOND_DOUBLES : null;
    }

    @Override
    public String text() {
        return escaped
                ? JsonContent.unescaped(bytes, contentStart, contentEnd)
                : new String(bytes, contentStart, contentEnd - contentStart, UTF_8);
    }

    @Override
    public void copyText(TokenWriter to) throws NotExpressible {
        if (escaped) {
            to.text(text());
        } else {
            to.text(bytes, contentStart, contentEnd - contentStart);
        }
    }

    @Override
    public void copyKey(TokenWriter to) throws NotExpressible {
        if (escaped) {
            to.key(text());
        } else {
            to.key(bytes, contentStart, contentEnd - contentStart);
        }
    }

    @Override
    public byte[] binary() {
        return JsonContent.binary(bytes, contentStart, contentEnd);
    }

    @Override
    public void copyBinary(TokenWriter to) {
        byte[] binary = binary();
        to.binary(binary, 0, binary.length);
    }

    private ProtocolViolation unexpected(int c, String expected) {
        return c < 0
                ? endOfInput(expected)
                : violation(
                        c > ' ' && c < 0x7f ? "\"" + (char) c + "\"" : "byte 0x" + Integer.toHexString(c), expected);
    }
}
