package io.aerostat.protocol.id;

/**
 * Keys for tables of pending requests. Ids of requests count up, so a hash table with open addressing, such as Netty's
 * {@code LongObjectHashMap}, holds them in one long run. The removal of an entry then visits all entries behind it.
 * With spread keys, there are only short runs.
 */
public final class SpreadKeys {
    /** 2^64 divided by the golden ratio. Consecutive multiples of this number are far apart. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private SpreadKeys() {}

    /** Returns the key of an id. Different ids have different keys, because the factor is odd. */
    public static long of(long id) {
        return id * FACTOR;
    }
}
