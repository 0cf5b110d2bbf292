package io.aerostat.router;

import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.TemplateStatistics;
import io.aerostat.router.session.LoopStatistics;
import io.aerostat.router.session.TransportStatistics;
import java.util.List;
import java.util.Map;

/**
 * The current state of a router, and its counts since its start. The numbers are exact only while the router is idle.
 *
 * @param connections open connections on all listeners, whatever their protocol
 * @param links WAMP connections, joined or not, including those within this process
 * @param pendingHandshakes connections that are joining (P7)
 * @param pendingHandshakesLimit the largest number of {@code pendingHandshakes}
 * @param refusedConnections connections that admission control has refused since the start (P7)
 * @param refusedJoins clients that could not join, by reason: {@code authentication}, {@code no_such_realm},
 *     {@code no_such_role}, {@code no_matching_auth_method}, {@code protocol_violation}, {@code limit} or
 *     {@code locked_out}
 * @param lockOuts how often failed logins locked out an address or slowed down an authid, by kind: {@code address} or
 *     {@code authid}
 * @param violations connections that ended because their client broke the protocol
 * @param transports the messages exchanged over each kind of transport
 * @param responses the responses to HTTP requests, by kind of service such as {@code static} ({@code none} at a path
 *     without a service), and then by class of status such as {@code 2xx}; {@code 1xx} counts upgrades to WebSocket
 * @param loops the event loops; empty unless the router was built with {@link RouterBuilder#measure}
 * @param realms the numbers of each realm by name, except realms created from templates
 * @param templates the templates of realms
 */
public record RouterStatistics(
        int connections,
        int links,
        int pendingHandshakes,
        int pendingHandshakesLimit,
        long refusedConnections,
        Map<String, Long> refusedJoins,
        Map<String, Long> lockOuts,
        long violations,
        List<TransportStatistics> transports,
        Map<String, Map<String, Long>> responses,
        List<LoopStatistics> loops,
        List<RealmStatistics> realms,
        List<TemplateStatistics> templates) {
    public RouterStatistics {
        refusedJoins = Map.copyOf(refusedJoins);
        lockOuts = Map.copyOf(lockOuts);
        transports = List.copyOf(transports);
        responses = Map.copyOf(responses);
        loops = List.copyOf(loops);
        realms = List.copyOf(realms);
        templates = List.copyOf(templates);
    }
}
