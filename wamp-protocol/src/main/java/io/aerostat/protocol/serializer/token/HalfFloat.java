package io.aerostat.protocol.serializer.token;

/**
 * Converts 16-bit floating point numbers of IEEE 754, which the JDK supports only from version 20 on. Stateless; any
 * thread.
 */
public final class HalfFloat {
    private HalfFloat() {}

    public static double toDouble(int half) {
        int exponent = half >>> 10 & 31;
        int mantissa = half & 1023;
        double magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((double) mantissa, -24);
        } else if (exponent == 31) {
            magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude = Math.scalb((double) (mantissa | 1024), exponent - 25);
        }
        return (half & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
