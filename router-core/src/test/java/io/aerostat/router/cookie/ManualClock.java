package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until the test moves it. */
final class ManualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Returns the same time as {@link #instant}, in the form of a steady clock. */
    long steadyNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
