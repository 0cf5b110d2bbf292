package io.aerostat.router.rate;

import io.aerostat.router.session.Principal;
import io.aerostat.router.session.RateLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The limits of a realm's roles. Has one entry for each role with which a session has joined. Any thread reads; one
 * thread at a time calls {@link #update}.
 */
public final class RoleRates {
    private final LongSupplier nanoTime;
    private final Map<String, RoleRate> byRole = new ConcurrentHashMap<>();
    private Map<String, RateLimits> limits;

    /**
     * @param limits the limits, by the name of the role; roles without an entry have no limits
     * @param nanoTime a clock such as {@link System#nanoTime()}
     */
    public RoleRates(Map<String, RateLimits> limits, LongSupplier nanoTime) {
        this.limits = Map.copyOf(limits);
        this.nanoTime = nanoTime;
    }

    /** Returns the limits of a role, for a session that joins. */
    public RoleRate of(String role) {
        if (role.equals(Principal.TRUSTED)) {
            return RoleRate.UNLIMITED;
        }
        RoleRate found = byRole.get(role);
        return found != null ? found : create(role);
    }

    /**
     * Adds a role. Called once for each role, and synchronized, so that no update can happen between reading the limits
     * and adding the role.
     */
    private synchronized RoleRate create(String role) {
        return byRole.computeIfAbsent(role, name -> {
            RoleRate created = new RoleRate(nanoTime);
            created.become(limits.getOrDefault(name, RateLimits.NONE));
            return created;
        });
    }

    /**
     * Replaces the limits of all roles, including those of joined sessions. Synchronized for the same reason as
     * {@link #create}.
     */
    public synchronized void update(Map<String, RateLimits> replacement) {
        limits = Map.copyOf(replacement);
        byRole.forEach((role, rate) -> rate.become(limits.getOrDefault(role, RateLimits.NONE)));
    }
}
