package io.aerostat.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back. Values are null, Boolean, Long (for every integer that fits), BigInteger, Double,
 * String, {@code byte[]}, List, and Map with string keys; Integer is also accepted.
 */
public interface Codec {
    byte[] encode(@Nullable Object value);

    @Nullable
    Object decode(byte[] bytes);
}
