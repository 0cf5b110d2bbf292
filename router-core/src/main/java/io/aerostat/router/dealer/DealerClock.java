package io.aerostat.router.dealer;

import io.netty.util.Timer;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Where a dealer gets its time from.
 *
 * @param timer a hashed wheel, shared with others
 * @param nanos runs evenly, as {@link System#nanoTime}
 * @param wall the time of day
 */
record DealerClock(Timer timer, LongSupplier nanos, InstantSource wall) {
    static DealerClock system(Timer timer) {
        return new DealerClock(timer, System::nanoTime, InstantSource.system());
    }

    long nanoTime() {
        return nanos.getAsLong();
    }
}
