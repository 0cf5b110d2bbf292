package io.aerostat.router.session.state;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The roles and features that the router announces in WELCOME: exactly those that the realm has (SES-6, KEY-1). */
public final class RouterRoles {
    private static final Roles COMPLETE = Roles.complete(Set.of(Role.BROKER, Role.DEALER));

    /** The features that consist only of meta procedures and meta events. */
    private static final Set<Feature> META_API = EnumSet.of(
            Feature.SESSION_META_API,
            Feature.SUBSCRIPTION_META_API,
            Feature.REGISTRATION_META_API,
            Feature.TESTAMENT_META_API,
            Feature.EVENT_HISTORY);

    private static final Roles WITHOUT_META_API = without(COMPLETE, META_API);

    /** The features that a realm on several nodes does not have. */
    private static final Set<Feature> ON_ONE_NODE = EnumSet.of(Feature.X_EVENT_REPLAY);

    /**
     * The {@code agent} in WELCOME. The text has no version, because a version would help attackers more than clients.
     */
    public static final String AGENT = "Aerostat";

    private RouterRoles() {}

    /**
     * Returns the roles of a realm with their features.
     *
     * @param metaApi whether the realm has the meta procedures and events
     * @param isShared whether the realm may have several nodes
     */
    public static Roles announced(boolean metaApi, boolean isShared) {
        Roles roles = metaApi ? COMPLETE : WITHOUT_META_API;
        return isShared ? without(roles, ON_ONE_NODE) : roles;
    }

    private static Roles without(Roles roles, Set<Feature> missing) {
        Map<Role, Set<Feature>> features = new LinkedHashMap<>();
        roles.features().forEach((role, complete) -> {
            Set<Feature> rest = EnumSet.copyOf(complete);
            rest.removeAll(missing);
            features.put(role, rest);
        });
        return new Roles(features);
    }
}
