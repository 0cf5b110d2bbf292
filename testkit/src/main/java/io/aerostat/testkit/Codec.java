package io.aerostat.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back. A value is null, a Boolean, Long, BigInteger (for integers beyond Long), Double,
 * String, {@code byte[]}, List, or Map with string keys. The encoder also accepts Integer.
 */
public interface Codec {
    byte[] encode(@Nullable Object value);

    @Nullable
    Object decode(byte[] bytes);
}
