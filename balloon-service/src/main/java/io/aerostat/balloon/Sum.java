package io.aerostat.balloon;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Adds numbers of WAMP: integers stay integers, however large; with a real number the sum is real. */
final class Sum {

    private Sum() {}

    static Number of(Number x, Number y) {
        if (!isInteger(x) || !isInteger(y)) {
            return x.doubleValue() + y.doubleValue();
        }
        BigInteger sum = integer(x).add(integer(y));
        return sum.bitLength() < Long.SIZE ? (Number) sum.longValue() : sum;
    }

    private static boolean isInteger(Number number) {
        return !(number instanceof Double || number instanceof Float || number instanceof BigDecimal);
    }

    private static BigInteger integer(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }
}
