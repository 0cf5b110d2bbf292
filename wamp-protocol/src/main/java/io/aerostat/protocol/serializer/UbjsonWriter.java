package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Classic UBJSON, draft 12, big-endian, with the smallest integer types and lists and dictionaries that end at a marker (SER-8). */
class UbjsonWriter extends TokenWriter {
    UbjsonWriter(ByteBuf out) {
        super(out);
    }

    @Override
    void list(int elements) {
        out.writeByte('[');
    }

    @Override
    void endList() {
        out.writeByte(']');
    }

    @Override
    void dictionary(int entries) {
        out.writeByte('{');
    }

    @Override
    void endDictionary() {
        out.writeByte('}');
    }

    @Override
    void nothing() {
        out.writeByte('Z');
    }

    @Override
    void bool(boolean value) {
        out.writeByte(value ? 'T' : 'F');
    }

    @Override
    void integer(long value) {
        if (value >= 0 && value < 1 << 8) {
            out.writeByte('U').writeByte((int) value);
        } else if (value < 0 && value >= Byte.MIN_VALUE) {
            out.writeByte('i').writeByte((int) value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            out.writeByte('I').writeShort((int) value);
        } else if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE) {
            out.writeByte('l').writeInt((int) value);
        } else {
            out.writeByte('L').writeLong(value);
        }
    }

    @Override
    void bigInteger(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            integer(value.longValue());
            return;
        }
        digits(value.toString());
    }

    private void digits(String digits) {
        out.writeByte('H');
        integer(digits.length());
        out.writeCharSequence(digits, US_ASCII);
    }

    @Override
    void real(double value) {
        out.writeByte('D').writeDouble(value);
    }

    @Override
    void exactDecimal(BigDecimal value, double nearest) throws NotExpressible {
        if (Double.isInfinite(nearest)) {
            throw beyondDoubles();
        }
        digits(value.toString());
    }

    @Override
    void timestamp(Instant timestamp, String text) throws NotExpressible {
        text(text);
    }

    @Override
    Serialization serialization() {
        return Serialization.UBJSON;
    }

    @Override
    void key(String key) throws NotExpressible {
        content(key);
    }

    @Override
    void text(String text) throws NotExpressible {
        out.writeByte('S');
        content(text);
    }

    private void content(String text) throws NotExpressible {
        if (text.length() >= LONG_TEXT) {
            byte[] utf8 = Utf8.encode(text);
            if (utf8 == null) {
                throw halfSurrogatePair();
            }
            key(utf8, 0, utf8.length);
            return;
        }
        int size = Utf8.size(text);
        if (size < 0) {
            throw halfSurrogatePair();
        }
        integer(size);
        ByteBufUtil.reserveAndWriteUtf8(out, text, size);
    }

    @Override
    void key(byte[] bytes, int offset, int length) {
        integer(length);
        out.writeBytes(bytes, offset, length);
    }

    @Override
    void text(byte[] bytes, int offset, int length) {
        out.writeByte('S');
        key(bytes, offset, length);
    }

    /** The type of the items of a binary. */
    char octets() {
        return 'U';
    }

    @Override
    void binary(byte[] bytes, int offset, int length) {
        out.writeByte('[').writeByte('$').writeByte(octets()).writeByte('#');
        key(bytes, offset, length);
    }

    @Override
    void elements(byte[] bytes, int offset, int length) {
        out.writeBytes(bytes, offset, length);
    }
}
