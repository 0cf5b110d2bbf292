package io.aerostat.protocol.serializer.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads the tokens of a binary serialization, in which a list or dictionary begins with its size or ends with a marker.
 * The subclass reads single items; this class keeps track of the nesting. Serves one message or payload on one thread.
 */
public abstract class CountedReader extends TokenReader {
    /** The size of a list or dictionary that ends with a marker. */
    protected static final int UNTIL_MARKER = -1;

    /**
     * An element for each open list or dictionary: the number of items left, or the number of items read if a marker
     * ends the list or dictionary. The flags below are combined with this number. An entry of a dictionary counts as
     * two items.
     */
    private long[] containers = new long[8];

    private static final long DICTIONARY = 1L << 62;
    private static final long MARKED = 1L << 61;
    private static final long ITEMS = MARKED - 1;

    /** The number of elements or entries, or {@link #UNTIL_MARKER}. Set by {@link #item()} for a list or dictionary. */
    protected int size;
    /** The index of the first byte of the content. Set by {@link #item()} for a text, binary value or big integer. */
    protected int contentStart;

    protected int contentLength;
    protected double real;

    protected CountedReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    /**
     * Reads the item at the present position, or only its head if it is a list or dictionary. The caller has checked
     * that the input does not end at this position.
     */
    protected abstract Token item() throws ProtocolViolation;

    /**
     * Skips the marker that ends a list or dictionary, if the marker comes next. Returns true if a marker was skipped.
     */
    protected abstract boolean passMarker(boolean dictionary);

    /** Called when a list or dictionary that {@link #item()} has read is opened at this depth. */
    protected void opened(int level) {}

    /** Skips padding between items. Most serializations have no padding. */
    protected void passPadding() {}

    @Override
    public final void enterList(int elements) throws ProtocolViolation {
        push(elements);
    }

    private void push(long container) throws ProtocolViolation {
        int level = descend();
        if (level == containers.length) {
            containers = Arrays.copyOf(containers, level * 2);
        }
        containers[level] = container;
        opened(level);
    }

    @Override
    public final Token next() throws ProtocolViolation {
        passPadding();
        boolean key = false;
        if (depth() > 0) {
            long container = containers[depth() - 1];
            long items = container & ITEMS;
            boolean dictionary = (container & DICTIONARY) != 0;
            key = dictionary && (items & 1) == 0;
            tokenStart = position;
            if ((container & MARKED) == 0) {
                if (items == 0) {
                    ascend();
                    return dictionary ? Token.DICTIONARY_END : Token.LIST_END;
                }
                containers[depth() - 1] = container - 1;
            } else {
                if ((!dictionary || key) && passMarker(dictionary)) {
                    ascend();
                    return dictionary ? Token.DICTIONARY_END : Token.LIST_END;
                }
                containers[depth() - 1] = container + 1;
            }
        }
        tokenStart = position;
        if (position >= end) {
            throw endOfInput(key ? "a key" : "a value");
        }
        return key ? key() : value();
    }

    private Token key() throws ProtocolViolation {
        Token token = keyItem();
        return token == Token.TEXT ? Token.KEY : oddKey(token);
    }

    /**
     * Called for a key that is not a string. Fails by default, because a peer that uses this serialization would also
     * fail.
     */
    protected Token oddKey(Token token) throws ProtocolViolation {
        throw UnfitValue.of("byte " + tokenStart, token.description() + " as key", "a string");
    }

    /** Reads a key of a dictionary. */
    protected Token keyItem() throws ProtocolViolation {
        return item();
    }

    private Token value() throws ProtocolViolation {
        Token token = item();
        enter(token);
        return token;
    }

    /** Enters the list or dictionary whose head has been read. */
    protected final void enter(Token token) throws ProtocolViolation {
        if (token == Token.LIST) {
            push(size == UNTIL_MARKER ? MARKED : size);
        } else if (token == Token.DICTIONARY) {
            push(DICTIONARY | (size == UNTIL_MARKER ? MARKED : 2L * size));
        }
    }

    /**
     * Checks the size that a list or dictionary claims, and returns it. Each element takes at least one byte, so a size
     * above the number of remaining bytes is invalid.
     */
    protected final int count(long claimed) throws ProtocolViolation {
        if (claimed < 0 || claimed > remaining()) {
            throw ProtocolViolation.of(
                    "byte " + tokenStart,
                    "a list or dictionary of " + Long.toUnsignedString(claimed),
                    "no more than the " + remaining() + " bytes that follow can hold");
        }
        return (int) claimed;
    }

    @Override
    public final void finish() throws ProtocolViolation {
        passPadding();
        if (position < end) {
            throw violation(remaining() + " more bytes", "the end of the message");
        }
    }

    /** Skips {@code length} bytes of content. Fails if any of them is missing. */
    protected final void content(long length) throws ProtocolViolation {
        if (length < 0 || length > remaining()) {
            throw violation(
                    "a length of " + Long.toUnsignedString(length),
                    "at most the " + remaining() + " bytes that follow");
        }
        contentStart = position;
        contentLength = (int) length;
        position += contentLength;
    }

    protected final Token text(long length) throws ProtocolViolation {
        content(length);
        checkUtf8();
        return Token.TEXT;
    }

    protected final void checkUtf8() throws ProtocolViolation {
        int invalid = Utf8.validUntil(bytes, contentStart, contentStart + contentLength);
        if (invalid < contentStart + contentLength) {
            throw invalidUtf8(invalid);
        }
    }

    protected final int unsignedByte() throws ProtocolViolation {
        if (position >= end) {
            throw endOfInput("a byte");
        }
        return bytes[position++] & 0xff;
    }

    /** Reads a big-endian number of {@code size} bytes, at most eight. Only a number of eight bytes can be negative. */
    protected final long bigEndian(int size) throws ProtocolViolation {
        if (remaining() < size) {
            throw endOfInput("a number of " + size + " bytes");
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    @Override
    public double real() {
        return real;
    }

    @Override
    public int textSize() {
        return contentLength;
    }

    @Override
    public String text() {
        return new String(bytes, contentStart, contentLength, UTF_8);
    }

    @Override
    public byte[] binary() {
        return Arrays.copyOfRange(bytes, contentStart, contentStart + contentLength);
    }

    @Override
    public void copyText(TokenWriter to) throws NotExpressible {
        to.text(bytes, contentStart, contentLength);
    }

    @Override
    public void copyKey(TokenWriter to) throws NotExpressible {
        to.key(bytes, contentStart, contentLength);
    }

    @Override
    public void copyBinary(TokenWriter to) {
        to.binary(bytes, contentStart, contentLength);
    }

    /** Returns eight bytes as an unsigned number. */
    protected static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
