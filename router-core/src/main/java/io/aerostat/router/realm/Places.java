package io.aerostat.router.realm;

import io.aerostat.router.peer.Principal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many sessions of a realm there are, in all and of each authid, and how many may be. Any thread. */
final class Places {
    private final SessionLimits limits;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byAuthid = new ConcurrentHashMap<>();

    Places(SessionLimits limits) {
        this.limits = limits;
    }

    /** Takes one; or takes none and says which limit is reached. */
    @Nullable
    String take(Principal principal) {
        if (principal.isTrusted()) {
            return null;
        }
        if (taken.incrementAndGet() > limits.sessions()) {
            taken.decrementAndGet();
            return reached("sessions", limits.sessions());
        }
        boolean[] free = new boolean[1];
        byAuthid.compute(principal.authid(), (authid, present) -> {
            int before = present == null ? 0 : present;
            free[0] = before < limits.sessionsPerAuthid();
            return free[0] ? Integer.valueOf(before + 1) : present;
        });
        if (!free[0]) {
            taken.decrementAndGet();
            return reached("sessions_per_authid", limits.sessionsPerAuthid());
        }
        return null;
    }

    /** Gives one back that was taken. */
    void giveBack(Principal principal) {
        if (!principal.isTrusted()) {
            taken.decrementAndGet();
            byAuthid.computeIfPresent(principal.authid(), (authid, present) -> present == 1 ? null : present - 1);
        }
    }

    int taken() {
        return taken.get();
    }

    private static String reached(String name, int limit) {
        return name + ": the limit of " + limit + " is reached";
    }
}
