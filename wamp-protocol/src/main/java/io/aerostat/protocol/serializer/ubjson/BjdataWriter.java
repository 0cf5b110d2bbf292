package io.aerostat.protocol.serializer.ubjson;

import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;

/**
 * Writes BJData, the little-endian dialect of UBJSON, with the unsigned types that other writers prefer (SER-8). Serves
 * one message or payload on one thread.
 */
public final class BjdataWriter extends UbjsonWriter {
    public BjdataWriter(ByteBuf out) {
        super(out);
    }

    @Override
    public Serialization serialization() {
        return Serialization.BJDATA;
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            if (value < 1 << 8) {
                out.writeByte('U').writeByte((int) value);
            } else if (value < 1 << 16) {
                out.writeByte('u').writeShortLE((int) value);
            } else if (value < 1L << 32) {
                out.writeByte('m').writeIntLE((int) value);
            } else {
                out.writeByte('M').writeLongLE(value);
            }
        } else if (value >= Byte.MIN_VALUE) {
            out.writeByte('i').writeByte((int) value);
        } else if (value >= Short.MIN_VALUE) {
            out.writeByte('I').writeShortLE((int) value);
        } else if (value >= Integer.MIN_VALUE) {
            out.writeByte('l').writeIntLE((int) value);
        } else {
            out.writeByte('L').writeLongLE(value);
        }
    }

    @Override
    protected void bigInteger(BigInteger value) {
        if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
            out.writeByte('M').writeLongLE(value.longValue());
        } else {
            super.bigInteger(value);
        }
    }

    @Override
    public void real(double value) {
        out.writeByte('D').writeDoubleLE(value);
    }

    @Override
    protected char binaryType() {
        return 'B';
    }
}
