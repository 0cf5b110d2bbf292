package io.aerostat.protocol.serializer.cbor;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.aerostat.protocol.serializer.token.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Writes CBOR (RFC 8949) with definite lengths and the smallest heads (SER-6, SER-11). Serves one message or payload on
 * one thread.
 */
public final class CborWriter extends TokenWriter {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1 << 5;
    private static final int BINARY = 2 << 5;
    private static final int TEXT = 3 << 5;
    private static final int LIST = 4 << 5;
    private static final int DICTIONARY = 5 << 5;
    private static final int TAG = 6 << 5;
    private static final int POSITIVE_BIG_INTEGER = 6 << 5 | 2;
    private static final int NEGATIVE_BIG_INTEGER = 6 << 5 | 3;

    public CborWriter(ByteBuf out) {
        super(out);
    }

    /** Writes a type with its argument, which is an unsigned {@code long}. */
    private void head(int type, long argument) {
        if (argument >= 0 && argument < 24) {
            out.writeByte(type | (int) argument);
        } else if (argument >= 0 && argument < 1 << 8) {
            out.writeByte(type | 24).writeByte((int) argument);
        } else if (argument >= 0 && argument < 1 << 16) {
            out.writeByte(type | 25).writeShort((int) argument);
        } else if (argument >= 0 && argument < 1L << 32) {
            out.writeByte(type | 26).writeInt((int) argument);
        } else {
            out.writeByte(type | 27).writeLong(argument);
        }
    }

    @Override
    public void list(int elements) {
        head(LIST, elements);
    }

    @Override
    public void endList() {}

    @Override
    public void dictionary(int entries) {
        head(DICTIONARY, entries);
    }

    @Override
    public void endDictionary() {}

    @Override
    public void nothing() {
        out.writeByte(0xf6);
    }

    @Override
    public void bool(boolean value) {
        out.writeByte(value ? 0xf5 : 0xf4);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            head(UNSIGNED, value);
        } else {
            head(NEGATIVE, ~value);
        }
    }

    @Override
    protected void bigInteger(BigInteger value) {
        boolean negative = value.signum() < 0;
        BigInteger magnitude = negative ? value.not() : value;
        if (magnitude.bitLength() <= 64) {
            head(negative ? NEGATIVE : UNSIGNED, magnitude.longValue());
            return;
        }
        out.writeByte(negative ? NEGATIVE_BIG_INTEGER : POSITIVE_BIG_INTEGER);
        byte[] bytes = magnitude.toByteArray();
        int leading = bytes[0] == 0 ? 1 : 0; // skip the sign byte
        binary(bytes, leading, bytes.length - leading);
    }

    @Override
    public void real(double value) {
        out.writeByte(0xfb).writeDouble(value);
    }

    @Override
    protected void exactDecimal(BigDecimal value, double nearest) {
        head(TAG, CborTag.DECIMAL);
        list(2);
        integer(-value.scale());
        bigInteger(value.unscaledValue());
    }

    /**
     * Writes an instant of whole seconds as a number, and any other instant as text, because a double cannot express
     * nanoseconds.
     */
    @Override
    public void timestamp(Instant timestamp, String text) throws NotExpressible {
        if (timestamp.getNano() == 0) {
            head(TAG, CborTag.EPOCH);
            integer(timestamp.getEpochSecond());
        } else {
            head(TAG, CborTag.DATE_TIME);
            text(text);
        }
    }

    @Override
    public Serialization serialization() {
        return Serialization.CBOR;
    }

    @Override
    public void key(String key) throws NotExpressible {
        text(key);
    }

    @Override
    public void text(String text) throws NotExpressible {
        if (text.length() >= LONG_TEXT) {
            byte[] utf8 = Utf8.encode(text);
            if (utf8 == null) {
                throw halfSurrogatePair();
            }
            text(utf8, 0, utf8.length);
            return;
        }
        int size = Utf8.size(text);
        if (size < 0) {
            throw halfSurrogatePair();
        }
        head(TEXT, size);
        ByteBufUtil.reserveAndWriteUtf8(out, text, size);
    }

    @Override
    public void key(byte[] bytes, int offset, int length) {
        text(bytes, offset, length);
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        head(TEXT, length);
        out.writeBytes(bytes, offset, length);
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        head(BINARY, length);
        out.writeBytes(bytes, offset, length);
    }

    @Override
    public void elements(byte[] bytes, int offset, int length) {
        out.writeBytes(bytes, offset, length);
    }
}
