package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that the test moves. */
final class ManualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** The same time as {@link #instant}, as a steady clock counts it. */
    long steadyNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
