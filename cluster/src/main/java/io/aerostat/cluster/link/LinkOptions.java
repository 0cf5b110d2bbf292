package io.aerostat.cluster.link;

import java.time.Duration;

/**
 * The options of links: when another node is considered lost, and how many bytes may wait for it. Immutable.
 *
 * @param heartbeat the interval between two heartbeats; 10 ms to one minute
 * @param missedHeartbeats the number of missing heartbeats after which a node is lost; 2 to 100
 * @param budget the number of bytes that may wait for a node or be unconfirmed; more bytes end the link; at least 1 MiB
 * @param maximumRecord the largest record, in bytes; at least 64 KiB, at most half of the budget
 */
public record LinkOptions(Duration heartbeat, int missedHeartbeats, long budget, int maximumRecord) {
    /** The default options. */
    public static final LinkOptions DEFAULT = new LinkOptions(Duration.ofMillis(500), 4, 64L << 20, 32 << 20);

    public LinkOptions {
        if (heartbeat.compareTo(Duration.ofMillis(10)) < 0 || heartbeat.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("heartbeat: found " + heartbeat + " (expected 10 ms to one minute)");
        }
        if (missedHeartbeats < 2 || missedHeartbeats > 100) {
            throw new IllegalArgumentException("missedHeartbeats: found " + missedHeartbeats + " (expected 2 to 100)");
        }
        if (budget < 1 << 20) {
            throw new IllegalArgumentException("budget: found " + budget + " (expected 1048576 or more)");
        }
        if (maximumRecord < 64 << 10 || maximumRecord > budget / 2) {
            throw new IllegalArgumentException("maximumRecord: found " + maximumRecord + " (expected 65536 to "
                    + budget / 2 + ", half of the budget)");
        }
    }

    /** Returns how long a node may be silent before it is considered lost. */
    public Duration silence() {
        return heartbeat.multipliedBy(missedHeartbeats);
    }
}
