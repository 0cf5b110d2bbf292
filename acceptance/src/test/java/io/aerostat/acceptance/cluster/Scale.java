package io.aerostat.acceptance.cluster;

import java.time.Duration;

/**
 * How hard and how long the tests of failures work: short in the build, which shares its machine, and full with the
 * system property {@code cluster.full}.
 */
final class Scale {
    /** Whether the tests run at full length. */
    static final boolean IS_FULL = Boolean.getBoolean("cluster.full");

    /** The number of missing heartbeats after which a node is lost: the default, or more on a busy machine. */
    static final int MISSED_HEARTBEATS = IS_FULL ? 4 : 8;

    /** The number of calls a second of each pair of caller and callee. */
    static final int CALLS_A_SECOND = IS_FULL ? 1_000 : 100;

    /** The number of publications a second. */
    static final int EVENTS_A_SECOND = IS_FULL ? 500 : 50;

    /** How long a node is halted or cut off. */
    static final Duration OUTAGE = Duration.ofSeconds(IS_FULL ? 10 : 5);

    /** How long to wait for an outcome; the time that it really took is printed. */
    static final Duration SOON = Duration.ofSeconds(60);

    private Scale() {}
}
