package io.aerostat.router.realm.running;

import io.aerostat.router.realm.RealmLimits;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.joined.JoinableRealm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the sessions of a realm, in total and for each authid, and applies the limits. Any thread. */
final class Places {
    private RealmLimits limits;
    private final Map<String, Integer> byAuthid = new HashMap<>();
    private int taken;
    private int trusted;
    private long refused;
    private long emptySince = System.nanoTime();
    /**
     * Written under the lock, but read without the lock, because each join reads this field, and must not take the lock
     * twice.
     */
    private volatile boolean closed;

    Places(RealmLimits limits) {
        this.limits = limits;
    }

    /** Replaces the limits. Sessions that have joined continue, even if they exceed the new limits. */
    synchronized void limit(RealmLimits replacement) {
        limits = replacement;
    }

    /**
     * Takes a place for a session. Returns null on success; if no place is left, returns a text that names the limit.
     */
    synchronized @Nullable String take(Principal principal) {
        if (closed) {
            return JoinableRealm.GONE;
        }
        if (principal.isTrusted()) {
            trusted++;
            return null;
        }
        if (taken >= limits.sessions()) {
            refused++;
            return reached("sessions", limits.sessions());
        }
        int ofAuthid = byAuthid.getOrDefault(principal.authid(), 0);
        if (ofAuthid >= limits.sessionsPerAuthid()) {
            refused++;
            return reached("sessions_per_authid", limits.sessionsPerAuthid());
        }
        taken++;
        byAuthid.put(principal.authid(), ofAuthid + 1);
        return null;
    }

    /** Releases the place of a session. */
    synchronized void giveBack(Principal principal) {
        if (principal.isTrusted()) {
            trusted--;
        } else {
            taken--;
            byAuthid.computeIfPresent(principal.authid(), (authid, present) -> present == 1 ? null : present - 1);
        }
        if (taken + trusted == 0) {
            emptySince = System.nanoTime();
        }
    }

    synchronized int taken() {
        return taken;
    }

    /** Returns the number of sessions that were refused because of a limit. */
    synchronized long refused() {
        return refused;
    }

    /** Checks whether the realm accepts no more sessions, because it was empty and is being removed. */
    boolean isClosed() {
        return closed;
    }

    /** Closes the realm to further sessions if it has been empty for this time. Returns whether it is closed. */
    synchronized boolean closeIfEmptyFor(Duration time) {
        if (taken + trusted == 0 && System.nanoTime() - emptySince >= time.toNanos()) {
            closed = true;
        }
        return closed;
    }

    private static String reached(String name, int limit) {
        return name + ": the limit of " + limit + " is reached";
    }
}
