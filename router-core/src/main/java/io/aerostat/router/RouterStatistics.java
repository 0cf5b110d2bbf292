package io.aerostat.router;

import io.aerostat.router.realm.RealmStatistics;
import java.util.List;

/**
 * What a router holds now and has counted since its start. Exact only while the router is idle.
 *
 * @param connections open ones on all listeners, whatever they speak
 * @param links connections that speak WAMP, joined or not, those of the own process included
 * @param pendingHandshakes connections that are joining (P7)
 * @param refusedConnections since the start, by admission control (P7)
 * @param realms by name
 */
public record RouterStatistics(
        int connections, int links, int pendingHandshakes, long refusedConnections, List<RealmStatistics> realms) {
    public RouterStatistics {
        realms = List.copyOf(realms);
    }
}
