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
 * Reads the tokens of one message or payload and validates them: all bytes that have been read are well-formed, text is
 * strict UTF-8, dictionaries have string keys, and the nesting does not exceed the limit. Allocates no memory for
 * tokens that are only skipped, and never allocates memory because of a claimed length alone. The accessors return the
 * last token. Confined to one thread.
 */
public abstract class TokenReader {
    /**
     * The largest number of digits. Longer numbers are refused, because converting them takes disproportionate time
     * (SER-7).
     */
    protected static final int MAX_NUMBER_LENGTH = 1000;
    /** The largest number of bytes of an integer. Such an integer has at most {@link #MAX_NUMBER_LENGTH} digits. */
    protected static final int MAX_BIG_INTEGER_BYTES = 400;
    /**
     * The largest exponent of a decimal number, positive or negative. Numbers beyond this limit are forwarded only in
     * their own serialization.
     */
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
     * Returns the next token like {@link #next()}, but interprets tags and extension types: the result is a timestamp,
     * a decimal number, an ordinary value, or a value that only this serialization has. Used to decode and transcode
     * values.
     */
    public Token nextMeant() throws ProtocolViolation {
        return next();
    }

    /**
     * Makes the reader behave as if inside a list that has {@code elements} more elements. Called at the start of a
     * payload.
     */
    public abstract void enterList(int elements) throws ProtocolViolation;

    /** Checks that no more bytes follow. */
    public abstract void finish() throws ProtocolViolation;

    public abstract BigInteger bigInteger();

    public BigDecimal decimal() {
        throw new IllegalStateException("not a decimal number");
    }

    public Instant timestamp() {
        throw new IllegalStateException("not a timestamp");
    }

    /** Returns a timestamp as text. If the sender wrote a text, returns exactly this text. */
    public String timestampText() {
        return timestamp().toString();
    }

    /** Returns a description of a {@link Token#FOREIGN}, such as {@code tag 30 of CBOR}. */
    public String foreign() {
        throw new IllegalStateException("not a foreign value");
    }

    /** Returns the index of the first byte of a {@link Token#FOREIGN}. */
    public int foreignStart() {
        return tokenStart;
    }

    public abstract double real();

    /** Returns the text of a {@link Token#TEXT} or {@link Token#KEY}. */
    public abstract String text();

    public abstract byte[] binary();

    /** Copies a {@link Token#TEXT}, if possible without making a string. */
    public abstract void copyText(TokenWriter to) throws NotExpressible;

    /** Copies a {@link Token#KEY}, if possible without making a string. */
    public abstract void copyKey(TokenWriter to) throws NotExpressible;

    /** Copies a {@link Token#REAL}. Fails if a double cannot express it. */
    public void copyReal(TokenWriter to) throws NotExpressible {
        to.real(real());
    }

    /** Copies a {@link Token#BINARY}. */
    public abstract void copyBinary(TokenWriter to);

    /**
     * Returns the bytes that replace the range from {@code start} to {@code end} in sent messages, or null to send the
     * range unchanged.
     */
    public byte @Nullable [] rewritten(int start, int end) {
        return null;
    }

    /**
     * Returns the size of a {@link Token#TEXT} or {@link Token#KEY} in bytes, which is not less than its number of
     * characters.
     */
    public abstract int textSize();

    /** Returns why this serialization cannot write the text or key that has just been read, or null if it can. */
    @Nullable
    public Unwritable unwritable(Token token, String text) {
        return null;
    }

    /**
     * Returns why this serialization cannot write the {@link Token#REAL} that has just been read, or null if it can.
     */
    @Nullable
    public Unwritable unwritable(double real) {
        return null;
    }

    public final long integer() {
        return integer;
    }

    /** Returns the kind of the last {@link Token#ODD_KEY}. */
    public Token keyKind() {
        return Token.TEXT;
    }

    /** Returns the bytes that are being read; the array is not a copy and must not be changed. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Returns the index of the first byte of the last token. */
    public final int tokenStart() {
        return tokenStart;
    }

    /** Returns the index after the last byte of the last token. */
    public final int position() {
        return position;
    }

    public final int depth() {
        return depth;
    }

    /** Skips the rest of the value that has begun with {@code first}. */
    public final void skip(Token first) throws ProtocolViolation {
        if (first != Token.LIST && first != Token.DICTIONARY) {
            return;
        }
        skipTo(depth - 1);
    }

    /** Skips everything until the depth is {@code outside}. */
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

    /**
     * Returns the exception for bytes at {@code at} that are not valid UTF-8. Half a surrogate pair is an unfit value
     * and not a violation, because some encoders write it.
     */
    protected final ProtocolViolation invalidUtf8(int at) {
        return Utf8.isSurrogate(bytes, at, end)
                ? UnfitValue.of("byte " + at, "half a surrogate pair", "characters")
                : ProtocolViolation.of("byte " + at, "invalid UTF-8", "UTF-8");
    }

    protected final ProtocolViolation endOfInput(String expected) {
        return violation("the end of the message", expected);
    }
}
