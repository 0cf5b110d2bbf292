package io.aerostat.protocol.serializer.token;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Writes tokens to a buffer in one serialization; the counterpart of {@link TokenReader}. Does not check the order of
 * calls. Confined to one thread.
 */
public abstract class TokenWriter {
    /** The length from which it is faster to encode a string into an array and then copy the array. */
    protected static final int LONG_TEXT = 48;

    protected final ByteBuf out;

    protected TokenWriter(ByteBuf out) {
        this.out = out;
    }

    /** Writes an integer. Fails if the integer is larger than readers accept (SER-7). */
    public final void boundedInteger(BigInteger value) throws NotExpressible {
        if (value.bitLength() > TokenReader.MAX_BIG_INTEGER_BYTES * Byte.SIZE) {
            throw new NotExpressible("found an integer of " + value.bitLength() + " bits (expected at most "
                    + TokenReader.MAX_BIG_INTEGER_BYTES * Byte.SIZE + ")");
        }
        bigInteger(value);
    }

    /**
     * Writes a decimal number. If the shortest form of a double has exactly these digits, writes the double, because
     * every peer can read doubles; otherwise uses a form that keeps all digits.
     */
    public final void decimal(BigDecimal value) throws NotExpressible {
        if (Math.abs((long) value.scale()) > TokenReader.MAX_EXPONENT
                || value.unscaledValue().bitLength() > TokenReader.MAX_BIG_INTEGER_BYTES * Byte.SIZE) {
            throw new NotExpressible("found a decimal number of " + value.precision() + " digits and scale "
                    + value.scale() + " (expected a scale of at most " + TokenReader.MAX_EXPONENT + ")");
        }
        double real = value.doubleValue();
        if (!Double.isInfinite(real) && BigDecimal.valueOf(real).compareTo(value) == 0) {
            real(real);
        } else {
            exactDecimal(value, real);
        }
    }

    /** Writes a decimal number that differs from the nearest double. */
    protected abstract void exactDecimal(BigDecimal value, double nearest) throws NotExpressible;

    /**
     * Writes a timestamp.
     *
     * @param text the timestamp in ISO 8601 format, for a serialization without timestamps
     */
    public abstract void timestamp(Instant timestamp, String text) throws NotExpressible;

    /** Writes an encoded value of a type that exists only in its own serialization. */
    public final void foreign(ForeignValue value) throws NotExpressible {
        if (value.serialization() != serialization()) {
            throw new NotExpressible(
                    "found " + value.description() + " (expected a type that every serialization has)");
        }
        byte[] encoded = value.encoded();
        elements(encoded, 0, encoded.length);
    }

    public abstract Serialization serialization();

    /** Begins a list with exactly this number of elements. */
    public abstract void list(int elements);

    public abstract void endList();

    /** Begins a dictionary with exactly this number of entries. */
    public abstract void dictionary(int entries);

    public abstract void endDictionary();

    public abstract void nothing();

    public abstract void bool(boolean value);

    public abstract void integer(long value);

    protected abstract void bigInteger(BigInteger value) throws NotExpressible;

    public abstract void real(double value) throws NotExpressible;

    public abstract void key(String key) throws NotExpressible;

    public abstract void text(String text) throws NotExpressible;

    /** Writes a key. The bytes must be valid UTF-8. */
    public abstract void key(byte[] bytes, int offset, int length);

    /** Writes a text. The bytes must be valid UTF-8. */
    public abstract void text(byte[] bytes, int offset, int length) throws NotExpressible;

    public abstract void binary(byte[] bytes, int offset, int length);

    /** Writes elements of the open list that are already encoded in this serialization. */
    public abstract void elements(byte[] bytes, int offset, int length);

    public static NotExpressible beyondDoubles() {
        return new NotExpressible("found a number in digits that is greater than any double (expected a double)");
    }

    public static NotExpressible halfSurrogatePair() {
        return new NotExpressible(
                "found a string with half a surrogate pair (expected whole characters, because UTF-8 has no others)");
    }
}
