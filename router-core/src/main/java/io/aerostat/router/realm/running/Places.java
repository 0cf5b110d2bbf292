package io.aerostat.router.realm.running;

import io.aerostat.router.realm.RealmLimits;
import io.aerostat.router.session.Principal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the sessions of a realm, in total and for each authid, and applies the limits. Any thread. */
final class Places {
    private RealmLimits limits;
    private final Map<String, Integer> byAuthid = new HashMap<>();
    private int taken;

    Places(RealmLimits limits) {
        this.limits = limits;
    }

    /** Replaces the limits. Sessions that have a place keep it. */
    synchronized void limit(RealmLimits replacement) {
        limits = replacement;
    }

    /**
     * Takes a place for a session. Returns null on success; if no place is left, returns a text that names the limit.
     */
    synchronized @Nullable String take(Principal principal) {
        if (principal.isTrusted()) {
            return null;
        }
        if (taken >= limits.sessions()) {
            return reached("sessions", limits.sessions());
        }
        int ofAuthid = byAuthid.getOrDefault(principal.authid(), 0);
        if (ofAuthid >= limits.sessionsPerAuthid()) {
            return reached("sessions_per_authid", limits.sessionsPerAuthid());
        }
        taken++;
        byAuthid.put(principal.authid(), ofAuthid + 1);
        return null;
    }

    /** Releases the place of a session. */
    synchronized void giveBack(Principal principal) {
        if (!principal.isTrusted()) {
            taken--;
            byAuthid.computeIfPresent(principal.authid(), (authid, present) -> present == 1 ? null : present - 1);
        }
    }

    synchronized int taken() {
        return taken;
    }

    private static String reached(String name, int limit) {
        return name + ": the limit of " + limit + " is reached";
    }
}
