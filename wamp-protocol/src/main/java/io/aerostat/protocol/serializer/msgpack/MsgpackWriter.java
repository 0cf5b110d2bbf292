package io.aerostat.protocol.serializer.msgpack;

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
 * Writes MessagePack with the smallest encoding of each value (SER-5, SER-11). Serves one message or payload on one
 * thread.
 */
public final class MsgpackWriter extends TokenWriter {
    private static final int TIMESTAMP = 0xff;

    public MsgpackWriter(ByteBuf out) {
        super(out);
    }

    @Override
    public void list(int elements) {
        container(elements, 0x90, 0xdc);
    }

    @Override
    public void endList() {}

    @Override
    public void dictionary(int entries) {
        container(entries, 0x80, 0xde);
    }

    @Override
    public void endDictionary() {}

    private void container(int size, int fixed, int sized) {
        if (size < 16) {
            out.writeByte(fixed | size);
        } else if (size < 1 << 16) {
            out.writeByte(sized).writeShort(size);
        } else {
            out.writeByte(sized + 1).writeInt(size);
        }
    }

    @Override
    public void nothing() {
        out.writeByte(0xc0);
    }

    @Override
    public void bool(boolean value) {
        out.writeByte(value ? 0xc3 : 0xc2);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            if (value < 1 << 7) {
                out.writeByte((int) value);
            } else if (value < 1 << 8) {
                out.writeByte(0xcc).writeByte((int) value);
            } else if (value < 1 << 16) {
                out.writeByte(0xcd).writeShort((int) value);
            } else if (value < 1L << 32) {
                out.writeByte(0xce).writeInt((int) value);
            } else {
                out.writeByte(0xcf).writeLong(value);
            }
        } else if (value >= -(1 << 5)) {
            out.writeByte((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            out.writeByte(0xd0).writeByte((int) value);
        } else if (value >= Short.MIN_VALUE) {
            out.writeByte(0xd1).writeShort((int) value);
        } else if (value >= Integer.MIN_VALUE) {
            out.writeByte(0xd2).writeInt((int) value);
        } else {
            out.writeByte(0xd3).writeLong(value);
        }
    }

    @Override
    protected void bigInteger(BigInteger value) throws NotExpressible {
        if (value.bitLength() < 64) {
            integer(value.longValue());
        } else if (value.signum() > 0 && value.bitLength() == 64) {
            out.writeByte(0xcf).writeLong(value.longValue());
        } else {
            throw new NotExpressible("found an integer of " + value.bitLength() + " bits (expected one from -2^63 to "
                    + "2^64-1, because MessagePack has no larger ones)");
        }
    }

    @Override
    public void real(double value) {
        out.writeByte(0xcb).writeDouble(value);
    }

    @Override
    protected void exactDecimal(BigDecimal value, double nearest) throws NotExpressible {
        throw new NotExpressible("found a decimal number of " + value.precision()
                + " digits (expected one that is exactly a double, because MessagePack has no others)");
    }

    /** Writes the timestamp in the smallest of its three forms. */
    @Override
    public void timestamp(Instant timestamp, String text) {
        long seconds = timestamp.getEpochSecond();
        int nanos = timestamp.getNano();
        if (seconds >>> 34 != 0) {
            out.writeByte(0xc7)
                    .writeByte(12)
                    .writeByte(TIMESTAMP)
                    .writeInt(nanos)
                    .writeLong(seconds);
        } else if (nanos != 0 || seconds >>> 32 != 0) {
            out.writeByte(0xd7).writeByte(TIMESTAMP).writeLong((long) nanos << 34 | seconds);
        } else {
            out.writeByte(0xd6).writeByte(TIMESTAMP).writeInt((int) seconds);
        }
    }

    @Override
    public Serialization serialization() {
        return Serialization.MSGPACK;
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
        textHead(size);
        ByteBufUtil.reserveAndWriteUtf8(out, text, size);
    }

    @Override
    public void key(byte[] bytes, int offset, int length) {
        text(bytes, offset, length);
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        textHead(length);
        out.writeBytes(bytes, offset, length);
    }

    private void textHead(int size) {
        if (size < 32) {
            out.writeByte(0xa0 | size);
        } else {
            sized(size, 0xd9);
        }
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        sized(length, 0xc4);
        out.writeBytes(bytes, offset, length);
    }

    private void sized(int size, int head) {
        if (size < 1 << 8) {
            out.writeByte(head).writeByte(size);
        } else if (size < 1 << 16) {
            out.writeByte(head + 1).writeShort(size);
        } else {
            out.writeByte(head + 2).writeInt(size);
        }
    }

    @Override
    public void elements(byte[] bytes, int offset, int length) {
        out.writeBytes(bytes, offset, length);
    }
}
