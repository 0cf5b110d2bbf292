package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import java.math.BigInteger;

/** Tokens of MessagePack. Extension types are passed as opaque (SER-5), but for the one that means undefined. */
final class MsgpackReader extends CountedReader {
    MsgpackReader(byte[] bytes, int offset, int length, int maxDepth) {
        super(bytes, offset, length, maxDepth);
    }

    @Override
    Token item() throws ProtocolViolation {
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
        // What JavaScript's encoders make of undefined.
        return type == 0 && length == 1 && bytes[position - 1] == 0 ? Token.NULL : Token.EXTENSION;
    }

    private Token container(Token token, long count) throws ProtocolViolation {
        size = count(count);
        return token;
    }

    @Override
    boolean passMarker(boolean dictionary) {
        return false;
    }

    @Override
    BigInteger bigInteger() {
        return unsigned(integer);
    }
}
