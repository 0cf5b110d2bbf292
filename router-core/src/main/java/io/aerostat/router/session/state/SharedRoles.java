package io.aerostat.router.session.state;

import io.aerostat.protocol.feature.Roles;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Saves memory by sharing equal roles between sessions, because most clients announce the same roles. A bounded cache:
 * roles that are not in the cache are not shared. Any thread.
 */
final class SharedRoles {
    private static final int SLOTS = 64;
    private static final AtomicReferenceArray<Roles> LATEST = new AtomicReferenceArray<>(SLOTS);

    private SharedRoles() {}

    /** Returns equal roles from the cache, or the given roles. */
    static Roles of(Roles roles) {
        int slot = Math.floorMod(roles.hashCode(), SLOTS);
        Roles latest = LATEST.get(slot);
        if (roles.equals(latest)) {
            return latest;
        }
        LATEST.set(slot, roles);
        return roles;
    }
}
