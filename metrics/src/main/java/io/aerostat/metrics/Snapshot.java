package io.aerostat.metrics;

import io.aerostat.router.RouterStatistics;
import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.RoleStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers of all routers at one moment, which all meters of a scrape share. Immutable.
 *
 * @param routers the numbers of each router, by its name
 */
record Snapshot(Map<String, Numbers> routers) {
    /** A role of a realm of a router. */
    record RoleKey(String router, String realm, String role) {}

    /** A realm of a router. */
    record RealmKey(String router, String realm) {}

    /** The numbers of one router. */
    record Numbers(RouterStatistics statistics, boolean ready, Map<String, RealmStatistics> realms) {}

    static Snapshot of(List<ObservedRouter> routers) {
        Map<String, Numbers> numbers = new TreeMap<>();
        for (ObservedRouter router : routers) {
            RouterStatistics statistics = router.statistics().get();
            Map<String, RealmStatistics> realms = new LinkedHashMap<>();
            statistics.realms().forEach(realm -> realms.put(realm.name(), realm));
            numbers.put(router.name(), new Numbers(statistics, router.ready().getAsBoolean(), realms));
        }
        return new Snapshot(numbers);
    }

    Optional<Numbers> router(String name) {
        return Optional.ofNullable(routers.get(name));
    }

    Optional<RealmStatistics> realm(RealmKey key) {
        return router(key.router()).map(numbers -> numbers.realms().get(key.realm()));
    }

    Optional<RoleStatistics> role(RoleKey key) {
        return realm(new RealmKey(key.router(), key.realm()))
                .flatMap(realm -> realm.roles().stream()
                        .filter(role -> role.role().equals(key.role()))
                        .findFirst());
    }
}
