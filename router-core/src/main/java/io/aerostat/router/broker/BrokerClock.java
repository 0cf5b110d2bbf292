package io.aerostat.router.broker;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Where a broker gets its time from.
 *
 * @param wall the time of day, for people: when an event was published, when a subscription was made
 * @param steady runs evenly whatever happens to the time of day: how long an event is kept
 */
public record BrokerClock(InstantSource wall, InstantSource steady) {
    /** The clocks of this machine. */
    public static BrokerClock system() {
        Instant origin = Instant.now();
        long start = System.nanoTime();
        return new BrokerClock(InstantSource.system(), () -> origin.plusNanos(System.nanoTime() - start));
    }
}
