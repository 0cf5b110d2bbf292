package io.aerostat.router.meta;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A timer for realms in which no call has a timeout. It needs no thread that a test would have to stop. */
enum NoTimer implements Timer {
    INSTANCE;

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        throw new AssertionError("found a timeout of " + unit.toMillis(delay) + " ms (expected none)");
    }

    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }
}
