package io.aerostat.router.session;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.Set;

/** What the router says of itself in WELCOME: every feature that it implements, and no other (SES-6, KEY-1). */
public final class RouterRoles {
    public static final Roles ANNOUNCED = Roles.complete(Set.of(Role.BROKER, Role.DEALER));

    /** The {@code agent} of WELCOME. Without a version: it would tell attackers more than clients. */
    public static final String AGENT = "Aerostat";

    private RouterRoles() {}
}
