package io.aerostat.balloon;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Adds WAMP numbers. The sum of integers is an integer of any size; if one of the numbers is a real number, the sum is
 * a real number.
 */
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
