package io.aerostat.acceptance.cluster;

import java.time.Duration;

/**
 * The rates and durations of the tests of failures: small in the build, which shares its machine with other tests, and
 * full with the system property {@code cluster.full}.
 */
final class Scale {
    /** Whether the tests run at full length. */
    static final boolean IS_FULL = Boolean.getBoolean("cluster.full");

    /**
     * The number of missing heartbeats after which a node is lost: the default at full length, otherwise twice as many,
     * because the machine may be busy.
     */
    static final int MISSED_HEARTBEATS = IS_FULL ? 4 : 8;

    /** The number of calls that each pair of caller and callee makes in a second. */
    static final int CALLS_A_SECOND = IS_FULL ? 1_000 : 100;

    /** The number of publications that each publisher makes in a second. */
    static final int EVENTS_A_SECOND = IS_FULL ? 500 : 50;

    /** How long a node is halted or cut off. */
    static final Duration OUTAGE = Duration.ofSeconds(IS_FULL ? 10 : 5);

    /** How long to wait for an outcome. The tests print how long they actually waited. */
    static final Duration SOON = Duration.ofSeconds(60);

    private Scale() {}
}
