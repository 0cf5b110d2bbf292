package io.aerostat.client.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * A parser that reads a floating-point number as an integer only if the integer type has exactly this value: it reads
 * 3.0 as 3, but refuses 1.5, NaN and 1e300. Jackson itself would cut the fraction off. Confined to one thread.
 */
final class ExactNumbers extends JsonParserDelegate {
    ExactNumbers(JsonParser numbers) {
        super(numbers);
    }

    private boolean isReal() {
        return currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** @throws MismatchedInputException if the number is not exactly an integer */
    private BigInteger integer(Class<?> type) {
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
    private long integer(Class<?> type, long least, long most) {
        BigInteger integer = integer(type);
        if (integer.compareTo(BigInteger.valueOf(least)) < 0 || integer.compareTo(BigInteger.valueOf(most)) > 0) {
            throw mismatch(type);
        }
        return integer.longValue();
    }

    private MismatchedInputException mismatch(Class<?> type) {
        return MismatchedInputException.from(this, type, "not exactly an integer");
    }

    @Override
    public long getLongValue() {
        return isReal() ? integer(Long.class, Long.MIN_VALUE, Long.MAX_VALUE) : delegate.getLongValue();
    }

    @Override
    public int getIntValue() {
        return isReal() ? (int) integer(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE) : delegate.getIntValue();
    }

    @Override
    public short getShortValue() {
        return isReal() ? (short) integer(Short.class, Short.MIN_VALUE, Short.MAX_VALUE) : delegate.getShortValue();
    }

    /** Checks the range. Accepts unsigned numbers as well, as Jackson does. */
    @Override
    public byte getByteValue() {
        return isReal() ? (byte) integer(Byte.class, Byte.MIN_VALUE, 255) : delegate.getByteValue();
    }

    @Override
    public BigInteger getBigIntegerValue() {
        return isReal() ? integer(BigInteger.class) : delegate.getBigIntegerValue();
    }

    /** Checks that a finite number does not become infinite. */
    @Override
    public float getFloatValue() {
        double real = delegate.getDoubleValue();
        if (Float.isInfinite((float) real) && !Double.isInfinite(real)) {
            throw MismatchedInputException.from(this, Float.class, "too large");
        }
        return (float) real;
    }

    @Override
    public int getValueAsInt() {
        return isReal() ? getIntValue() : delegate.getValueAsInt();
    }

    @Override
    public int getValueAsInt(int otherwise) {
        return isReal() ? getIntValue() : delegate.getValueAsInt(otherwise);
    }

    @Override
    public long getValueAsLong() {
        return isReal() ? getLongValue() : delegate.getValueAsLong();
    }

    @Override
    public long getValueAsLong(long otherwise) {
        return isReal() ? getLongValue() : delegate.getValueAsLong(otherwise);
    }
}
