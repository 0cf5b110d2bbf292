package io.aerostat.client.session;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What HELLO says that this client can do. */
final class Announced {
    /** Features of the protocol that this client does not have. */
    private static final Set<Feature> MISSING = EnumSet.of(Feature.PAYLOAD_PASSTHRU_MODE);

    static final Roles ROLES = roles();

    private Announced() {}

    private static Roles roles() {
        Roles complete = Roles.complete(EnumSet.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));
        Map<Role, Set<Feature>> announced = new EnumMap<>(Role.class);
        complete.features().forEach((role, features) -> {
            Set<Feature> present = EnumSet.noneOf(Feature.class);
            present.addAll(features);
            present.removeAll(MISSING);
            announced.put(role, present);
        });
        return new Roles(announced);
    }
}
