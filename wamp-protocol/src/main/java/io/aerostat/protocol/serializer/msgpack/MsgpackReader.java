package io.aerostat.protocol.serializer.msgpack;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.CountedReader;
import io.aerostat.protocol.serializer.token.Token;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of MessagePack. Extension types are skipped without interpretation (SER-5), except for the type that
 * means undefined; {@link #nextMeant()} also interprets timestamps. Serves one message or payload on one thread.
 */
public final class MsgpackReader extends CountedReader {
    private static final int[] NOWHERE = {1};
    private static final byte TIMESTAMP = -1;
    private static final long MAX_NANOS = 999_999_999;

    /** The start and end index of each undefined value; the first element is the number of elements in use. */
    private int[] undefined = NOWHERE;

    public MsgpackReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    public Serialization serialization() {
        return Serialization.MSGPACK;
    }

    @Override
    protected Token item() throws ProtocolViolation {
        int head = bytes[position++] & 0xff;
        if (head < 0x80) {
            return integer(head);
        }
        if (head >= 0xe0) {
            return integer((byte) head);
        }
        if (head < 0x90) {
            return container(Token.DICTIONARY, head & 15);
        }
        if (head < 0xa0) {
            return container(Token.LIST, head & 15);
        }
        if (head < 0xc0) {
            return text(head & 31);
        }
        return switch (head) {
            case 0xc0 -> Token.NULL;
            case 0xc2 -> Token.FALSE;
            case 0xc3 -> Token.TRUE;
            case 0xc4 -> binary(bigEndian(1));
            case 0xc5 -> binary(bigEndian(2));
            case 0xc6 -> binary(bigEndian(4));
            case 0xc7 -> extension(bigEndian(1));
            case 0xc8 -> extension(bigEndian(2));
            case 0xc9 -> extension(bigEndian(4));
            case 0xca -> real(Float.intBitsToFloat((int) bigEndian(4)));
            case 0xcb -> real(Double.longBitsToDouble(bigEndian(8)));
            case 0xcc -> integer(bigEndian(1));
            case 0xcd -> integer(bigEndian(2));
            case 0xce -> integer(bigEndian(4));
            case 0xcf -> unsigned64(bigEndian(8));
            case 0xd0 -> integer((byte) bigEndian(1));
            case 0xd1 -> integer((short) bigEndian(2));
            case 0xd2 -> integer((int) bigEndian(4));
            case 0xd3 -> integer(bigEndian(8));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1L << (head - 0xd4));
            case 0xd9 -> text(bigEndian(1));
            case 0xda -> text(bigEndian(2));
            case 0xdb -> text(bigEndian(4));
            case 0xdc -> container(Token.LIST, bigEndian(2));
            case 0xdd -> container(Token.LIST, bigEndian(4));
            case 0xde -> container(Token.DICTIONARY, bigEndian(2));
            case 0xdf -> container(Token.DICTIONARY, bigEndian(4));
            default ->
                throw ProtocolViolation.of(
                        "byte " + tokenStart, "0x" + Integer.toHexString(head), "a type of MessagePack");
        };
    }

    private Token integer(long value) {
        integer = value;
        return Token.INTEGER;
    }

    private Token unsigned64(long value) {
        integer = value;
        return value < 0 ? Token.BIG_INTEGER : Token.INTEGER;
    }

    private Token real(double value) {
        real = value;
        return Token.REAL;
    }

    private Token binary(long length) throws ProtocolViolation {
        content(length);
        return Token.BINARY;
    }

    private Token extension(long length) throws ProtocolViolation {
        int type = unsignedByte();
        content(length);
        // JavaScript encoders write undefined in this form.
        if (type == 0 && length == 1 && bytes[position - 1] == 0) {
            noteUndefined();
            return Token.NULL;
        }
        return Token.EXTENSION;
    }

    private void noteUndefined() {
        int used = undefined[0];
        if (used + 2 > undefined.length) {
            undefined = Arrays.copyOf(undefined, used * 2 + 8);
        }
        undefined[used] = tokenStart;
        undefined[used + 1] = position;
        undefined[0] = used + 2;
    }

    /**
     * Returns the bytes with null in place of each undefined value, because only JavaScript decoders understand
     * undefined.
     */
    @Override
    public byte @Nullable [] rewritten(int start, int end) {
        int used = undefined[0];
        int first = 1;
        while (first < used && undefined[first] < start) {
            first += 2;
        }
        if (first == used) {
            return null;
        }
        byte[] all = new byte[end - start];
        int length = 0;
        int from = start;
        for (int i = first; i < used && undefined[i] < end; i += 2) {
            System.arraycopy(bytes, from, all, length, undefined[i] - from);
            length += undefined[i] - from;
            all[length++] = (byte) 0xc0;
            from = undefined[i + 1];
        }
        System.arraycopy(bytes, from, all, length, end - from);
        return Arrays.copyOf(all, length + end - from);
    }

    @Override
    public Token nextMeant() throws ProtocolViolation {
        Token token = next();
        if (token != Token.EXTENSION) {
            return token;
        }
        return readTimestamp() == null ? Token.FOREIGN : Token.TIMESTAMP;
    }

    private byte extensionType() {
        return bytes[contentStart - 1];
    }

    /**
     * Returns the timestamp in the extension, in any of the three forms, or null if the extension is not a timestamp.
     */
    private @Nullable Instant readTimestamp() {
        if (extensionType() != TIMESTAMP) {
            return null;
        }
        ByteBuffer content = ByteBuffer.wrap(bytes, contentStart, contentLength);
        long seconds;
        long nanos = 0;
        switch (contentLength) {
            case 4 -> seconds = Integer.toUnsignedLong(content.getInt());
            case 8 -> {
                long both = content.getLong();
                nanos = both >>> 34;
                seconds = both & (1L << 34) - 1;
            }
            case 12 -> {
                nanos = Integer.toUnsignedLong(content.getInt());
                seconds = content.getLong();
            }
            default -> {
                return null;
            }
        }
        if (nanos > MAX_NANOS || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            return null;
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    @Override
    public Instant timestamp() {
        return Objects.requireNonNull(readTimestamp());
    }

    @Override
    public String foreign() {
        return "an extension type of MessagePack (" + extensionType() + ")";
    }

    private Token container(Token token, long count) throws ProtocolViolation {
        size = count(count);
        return token;
    }

    @Override
    protected boolean passMarker(boolean dictionary) {
        return false;
    }

    @Override
    public BigInteger bigInteger() {
        return unsigned(integer);
    }
}
