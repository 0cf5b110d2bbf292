package io.aerostat.router.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The realms and roles that the sessions of a transport may have, whatever their authentication grants. The transports
 * of a proxy worker have routes.
 *
 * @param roles the permitted roles of each permitted realm
 */
public record Routes(Map<String, Set<String>> roles) {
    public Routes {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        roles.forEach((realm, permitted) -> copy.put(realm, Set.copyOf(permitted)));
        roles = Map.copyOf(copy);
    }

    /** Returns why a session cannot join a realm with a role; empty if it can. */
    public Optional<String> fault(String realm, String role) {
        if (!roles.containsKey(realm)) {
            return Optional.of("this transport has no route to realm \"" + realm + "\"");
        }
        return roles.get(realm).contains(role)
                ? Optional.empty()
                : Optional.of("this transport has no route to realm \"" + realm + "\" for role \"" + role + "\"");
    }
}
