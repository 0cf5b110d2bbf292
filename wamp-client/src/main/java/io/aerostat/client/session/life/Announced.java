package io.aerostat.client.session.life;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.EnumSet;

/** The roles that HELLO announces: all four client roles with every feature. */
final class Announced {
    static final Roles ROLES = Roles.complete(EnumSet.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    private Announced() {}
}
