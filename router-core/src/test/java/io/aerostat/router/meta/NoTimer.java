package io.aerostat.router.meta;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The timer of a realm in which no call has a timeout. It has no thread that would have to be ended. */
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
