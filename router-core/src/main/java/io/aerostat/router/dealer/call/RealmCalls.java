package io.aerostat.router.dealer.call;

import io.aerostat.router.dealer.callee.DealerCounters;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.RegistrationTable;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.time.RouterClock;
import io.netty.util.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all calls of one realm share. Any thread.
 *
 * @param timer the timer of call timeouts
 */
public record RealmCalls(
        DealerOptions options,
        RegistrationTable registrations,
        DealerCounters counters,
        RouterClock clock,
        Timer timer) {
    /** Returns a copy with other options. */
    public RealmCalls with(DealerOptions replacement) {
        return new RealmCalls(replacement, registrations, counters, clock, timer);
    }

    DealerLimits limits() {
        return options.limits();
    }

    /** Returns the registration that serves calls of a procedure now, or null if there is none. */
    @Nullable
    Registration match(String procedure) {
        return registrations.match(procedure);
    }
}
