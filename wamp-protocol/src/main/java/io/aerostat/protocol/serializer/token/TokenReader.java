package io.aerostat.protocol.serializer.token;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import io.aerostat.protocol.payload.Serialization;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Pulls tokens out of the bytes of one message or payload, validating them as it goes: everything it has passed is well-formed, text is strict
 * UTF-8, dictionaries have string keys and nothing nests deeper than allowed. Allocates nothing for what is only passed, and never in
 * proportion to a length that the bytes merely claim. The accessors speak of the last token. One thread.
 */
public abstract class TokenReader {
    /** Longer numbers in digits are refused: their conversion takes time out of proportion (SER-7). */
    protected static final int MAX_NUMBER_LENGTH = 1000;
    /** Longer integers in bytes are refused likewise; as digits these are within the bound above. */
    protected static final int MAX_BIG_INTEGER_BYTES = 400;
    /** Decimal numbers with a greater exponent, of either sign, have a meaning to their own serialization only. */
    protected static final int MAX_EXPONENT = 10_000;

    protected final byte[] bytes;
    protected final int end;
    protected int position;
    protected int tokenStart;
    protected long integer;

    private final int maxDepth;
    private int depth;

    protected TokenReader(byte[] bytes, int offset, int length, int maxDepth) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
        this.maxDepth = maxDepth;
    }

    public abstract Serialization serialization();

    public abstract Token next() throws ProtocolViolation;

    /**
     * As {@link #next()}, with tags and extension types taken for what they mean: a timestamp, a decimal number, a value like any other, or one that only
     * this serialization has. Whoever gives values to an application or to another serialization asks for these tokens.
     */
    public Token nextMeant() throws ProtocolViolation {
        return next();
    }

    /** Behaves from here on as if within a list that holds {@code elements} more elements: the start of a payload. */
    public abstract void enterList(int elements) throws ProtocolViolation;

    /** Checks that nothing follows what has been read. */
    public abstract void finish() throws ProtocolViolation;

    public abstract BigInteger bigInteger();

    public BigDecimal decimal() {
        throw new IllegalStateException("not a decimal number");
    }

    public Instant timestamp() {
        throw new IllegalStateException("not a timestamp");
    }

    /** A timestamp as text, as its sender wrote it if it was one. */
    public String timestampText() {
        return timestamp().toString();
    }

    /** What a {@link Token#FOREIGN} is: {@code tag 30 of CBOR}. */
    public String foreign() {
        throw new IllegalStateException("not a foreign value");
    }

    /** Offset of the first byte of a {@link Token#FOREIGN}. */
    public int foreignStart() {
        return tokenStart;
    }

    public abstract double real();

    /** The text of a {@link Token#TEXT} or {@link Token#KEY}. */
    public abstract String text();

    public abstract byte[] binary();

    /** Hands a {@link Token#TEXT} over without making a string where that is possible. */
    public abstract void copyText(TokenWriter to) throws NotExpressible;

    /** As {@link #copyText}, for a {@link Token#KEY}. */
    public abstract void copyKey(TokenWriter to) throws NotExpressible;

    /** Hands a {@link Token#REAL} over, unless a double cannot carry it. */
    public void copyReal(TokenWriter to) throws NotExpressible {
        to.real(real());
    }

    /** Hands a {@link Token#BINARY} over. */
    public abstract void copyBinary(TokenWriter to);

    /** The bytes that peers get in place of those from {@code start} to {@code end}; null if they get these. */
    public byte @Nullable [] rewritten(int start, int end) {
        return null;
    }

    /** Size of a {@link Token#TEXT} or {@link Token#KEY} in bytes; not less than its characters. */
    public abstract int textSize();

    /** What keeps this serialization from writing a text or key again that has just been read from it; null if nothing does. */
    @Nullable
    public Unwritable unwritable(Token token, String text) {
        return null;
    }

    /** As {@link #unwritable(Token, String)}, for a {@link Token#REAL}. */
    @Nullable
    public Unwritable unwritable(double real) {
        return null;
    }

    public final long integer() {
        return integer;
    }

    /** What the last {@link Token#ODD_KEY} is. */
    public Token keyKind() {
        return Token.TEXT;
    }

    /** Returns the bytes that are read, not a copy; they must not be changed. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Offset of the first byte of the last token. */
    public final int tokenStart() {
        return tokenStart;
    }

    /** Offset after the last byte of the last token. */
    public final int position() {
        return position;
    }

    public final int depth() {
        return depth;
    }

    /** Passes the rest of the value that began with {@code first}. */
    public final void skip(Token first) throws ProtocolViolation {
        if (first != Token.LIST && first != Token.DICTIONARY) {
            return;
        }
        skipTo(depth - 1);
    }

    /** Passes everything up to the end of the list or dictionary that was opened at this depth. */
    public final void skipTo(int outside) throws ProtocolViolation {
        while (depth > outside) {
            next();
        }
    }

    protected final int descend() throws ProtocolViolation {
        if (depth >= maxDepth) {
            throw UnfitValue.of(
                    "byte " + tokenStart,
                    "nesting deeper than " + maxDepth,
                    "at most " + maxDepth + " levels, the limit nesting_depth");
        }
        return depth++;
    }

    protected final int ascend() {
        return --depth;
    }

    protected final int remaining() {
        return end - position;
    }

    protected final ProtocolViolation violation(String found, String expected) {
        return ProtocolViolation.of("byte " + position, found, expected);
    }

    /** The error for bytes at {@code at} that are no UTF-8: of half a surrogate pair encoders make such bytes, of nothing else. */
    protected final ProtocolViolation invalidUtf8(int at) {
        return Utf8.isSurrogate(bytes, at, end)
                ? UnfitValue.of("byte " + at, "half a surrogate pair", "characters")
                : ProtocolViolation.of("byte " + at, "invalid UTF-8", "UTF-8");
    }

    protected final ProtocolViolation endOfInput(String expected) {
        return violation("the end of the message", expected);
    }
}
