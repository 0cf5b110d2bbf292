package io.aerostat.protocol.id;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Bounds of WAMP ids and the source of random ones (ID-1, ID-2). */
public final class Ids {
    /** The greatest id, 2^53; the smallest is 1. */
    public static final long MAX = 1L << 53;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int STOCK_SIZE = 64;
    /** Random numbers in stock of each thread, because to ask the operating system for each publication would be slow. */
    private static final ThreadLocal<LongBuffer> STOCK =
            ThreadLocal.withInitial(() -> LongBuffer.allocate(STOCK_SIZE).limit(0));

    private Ids() {}

    public static boolean isValid(long id) {
        return id >= 1 && id <= MAX;
    }

    /**
     * The id that a decoded value within options or arguments stands for; null for anything else. Encoders in JavaScript write whole numbers beyond
     * 32 bits as real numbers, so those count too; anything else that is not an integer is no id (MSG-10).
     */
    public static @Nullable Long of(@Nullable Object value) {
        if (value instanceof Long id) {
            return isValid(id) ? id : null;
        }
        if (value instanceof Double real && real > Integer.MAX_VALUE && real <= MAX && real == Math.rint(real)) {
            return real.longValue();
        }
        return null;
    }

    /** A uniformly random id of global scope: sessions and publications. Any thread. */
    public static long random() {
        LongBuffer stock = STOCK.get();
        if (!stock.hasRemaining()) {
            byte[] bytes = new byte[STOCK_SIZE * Long.BYTES];
            RANDOM.nextBytes(bytes);
            stock.clear();
            stock.put(ByteBuffer.wrap(bytes).asLongBuffer()).flip();
        }
        return (stock.get() >>> 11) + 1;
    }
}
