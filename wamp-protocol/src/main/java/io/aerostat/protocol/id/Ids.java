package io.aerostat.protocol.id;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The bounds of WAMP ids, and the source of random ids (ID-1, ID-2). Any thread. */
public final class Ids {
    /** The largest id, 2^53. The smallest is 1. */
    public static final long MAX = 1L << 53;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int STOCK_SIZE = 64;
    /**
     * A stock of random numbers for each thread, because asking the operating system for each publication id would be
     * slow.
     */
    private static final ThreadLocal<LongBuffer> STOCK =
            ThreadLocal.withInitial(() -> LongBuffer.allocate(STOCK_SIZE).limit(0));

    private Ids() {}

    public static boolean isValid(long id) {
        return id >= 1 && id <= MAX;
    }

    /**
     * Returns the id that a decoded value in options or arguments represents, or null if the value is not an id.
     * Accepts only integers and real numbers without a fraction, because JavaScript encoders write whole numbers beyond
     * 32 bits as real numbers (MSG-10).
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

    /** Returns a uniformly random id of global scope, for a session or publication. Any thread. */
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
