package io.aerostat.protocol.serializer.ubjson;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
 * Writes classic UBJSON draft 12: big-endian, with the smallest integer types, and with lists and dictionaries that end
 * with a marker (SER-8). Serves one message or payload on one thread.
 */
public class UbjsonWriter extends TokenWriter {
    public UbjsonWriter(ByteBuf out) {
        super(out);
    }

    @Override
    public void list(int elements) {
        out.writeByte('[');
    }

    @Override
    public void endList() {
        out.writeByte(']');
    }

    @Override
    public void dictionary(int entries) {
        out.writeByte('{');
    }

    @Override
    public void endDictionary() {
        out.writeByte('}');
    }

    @Override
    public void nothing() {
        out.writeByte('Z');
    }

    @Override
    public void bool(boolean value) {
        out.writeByte(value ? 'T' : 'F');
    }

    @Override
    public void integer(long value) {
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
    protected void bigInteger(BigInteger value) {
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
    public void real(double value) {
        out.writeByte('D').writeDouble(value);
    }

    @Override
    protected void exactDecimal(BigDecimal value, double nearest) throws NotExpressible {
        if (Double.isInfinite(nearest)) {
            throw beyondDoubles();
        }
        digits(value.toString());
    }

    @Override
    public void timestamp(Instant timestamp, String text) throws NotExpressible {
        text(text);
    }

    @Override
    public Serialization serialization() {
        return Serialization.UBJSON;
    }

    @Override
    public void key(String key) throws NotExpressible {
        content(key);
    }

    @Override
    public void text(String text) throws NotExpressible {
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
    public void key(byte[] bytes, int offset, int length) {
        integer(length);
        out.writeBytes(bytes, offset, length);
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        out.writeByte('S');
        key(bytes, offset, length);
    }

    /** Returns the type of the items of a binary value. */
    protected char binaryType() {
        return 'U';
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        out.writeByte('[').writeByte('$').writeByte(binaryType()).writeByte('#');
        key(bytes, offset, length);
    }

    @Override
    public void elements(byte[] bytes, int offset, int length) {
        out.writeBytes(bytes, offset, length);
    }
}
