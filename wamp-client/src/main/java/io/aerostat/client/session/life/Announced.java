package io.aerostat.client.session.life;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.EnumSet;

/** What HELLO says that this client can do: every feature of the four client roles. */
final class Announced {
    static final Roles ROLES = Roles.complete(EnumSet.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    private Announced() {}
}
