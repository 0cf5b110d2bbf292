package io.aerostat.router.session.state;

import io.aerostat.protocol.feature.Roles;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What clients announce is the same for most sessions: they share one copy. Bounded, and any thread may ask; what is not found is only not shared. */
final class SharedRoles {
    private static final int SLOTS = 64;
    private static final AtomicReferenceArray<Roles> LATEST = new AtomicReferenceArray<>(SLOTS);

    private SharedRoles() {}

    /** These roles, or the same ones of another session. */
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
