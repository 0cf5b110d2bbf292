package io.aerostat.jackson2;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A parser that reads a floating-point number as an integer only if the integer type has exactly this value: it reads
 * 3.0 as 3, but refuses 1.5, NaN and 1e300. Jackson itself would cut the fraction off. Confined to one thread.
 */
final class StrictParser extends JsonParserDelegate {
    StrictParser(JsonParser numbers) {
        super(numbers);
    }

    private boolean isReal() {
        return currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** @throws MismatchedInputException if the number is not exactly an integer */
    private BigInteger integer(Class<?> type) throws IOException {
        if (!isReal()) {
            return delegate.getBigIntegerValue();
        }
        double nearest = delegate.getDoubleValue();
        if (Double.isNaN(nearest) || Double.isInfinite(nearest)) {
            throw mismatch(type);
        }
        try {
            boolean isDecimal = delegate.getNumberType() == NumberType.BIG_DECIMAL;
            return (isDecimal ? delegate.getDecimalValue() : new BigDecimal(nearest)).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw mismatch(type);
        }
    }

    /** @throws MismatchedInputException if the number is not exactly an integer from {@code least} to {@code most} */
    private long integer(Class<?> type, long least, long most) throws IOException {
        BigInteger integer = integer(type);
        if (integer.compareTo(BigInteger.valueOf(least)) < 0 || integer.compareTo(BigInteger.valueOf(most)) > 0) {
            throw mismatch(type);
        }
        return integer.longValue();
    }

    private MismatchedInputException mismatch(Class<?> type) {
        return MismatchedInputException.from(this, type, "not exactly an integer of the type");
    }

    @Override
    public long getLongValue() throws IOException {
        return integer(Long.class, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public int getIntValue() throws IOException {
        return (int) integer(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public short getShortValue() throws IOException {
        return (short) integer(Short.class, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** Checks the range. Accepts unsigned numbers as well, as Jackson does. */
    @Override
    public byte getByteValue() throws IOException {
        return (byte) integer(Byte.class, Byte.MIN_VALUE, 255);
    }

    @Override
    public BigInteger getBigIntegerValue() throws IOException {
        return integer(BigInteger.class);
    }

    /** Checks that a finite number does not become infinite. */
    @Override
    public float getFloatValue() throws IOException {
        double real = delegate.getDoubleValue();
        if (Float.isInfinite((float) real) && !Double.isInfinite(real)) {
            throw MismatchedInputException.from(this, Float.class, "too large");
        }
        return (float) real;
    }

    @Override
    public int getValueAsInt() throws IOException {
        return isReal() ? getIntValue() : delegate.getValueAsInt();
    }

    @Override
    public int getValueAsInt(int otherwise) throws IOException {
        return isReal() ? getIntValue() : delegate.getValueAsInt(otherwise);
    }

    @Override
    public long getValueAsLong() throws IOException {
        return isReal() ? getLongValue() : delegate.getValueAsLong();
    }

    @Override
    public long getValueAsLong(long otherwise) throws IOException {
        return isReal() ? getLongValue() : delegate.getValueAsLong(otherwise);
    }
}
