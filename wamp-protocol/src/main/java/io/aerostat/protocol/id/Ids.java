package io.aerostat.protocol.id;

import java.security.SecureRandom;

/** Bounds of WAMP ids and the source of random ones (ID-1, ID-2). */
public final class Ids {
    /** The greatest id, 2^53; the smallest is 1. */
    public static final long MAX = 1L << 53;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static boolean isValid(long id) {
        return id >= 1 && id <= MAX;
    }

    /** A uniformly random id of global scope: sessions and publications. Any thread. */
    public static long random() {
        return (RANDOM.nextLong() >>> 11) + 1;
    }
}
