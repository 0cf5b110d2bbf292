package io.aerostat.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Values to bytes and back. Values are null, Boolean, Long (of any integer that fits), BigInteger, Double, String,
 * {@code byte[]}, List and Map with string keys; Integer is taken too.
 */
public interface Codec {
    byte[] encode(@Nullable Object value);

    @Nullable
    Object decode(byte[] bytes);
}
