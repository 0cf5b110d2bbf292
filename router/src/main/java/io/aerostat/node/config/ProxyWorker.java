package io.aerostat.node.config;

import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.session.Routes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A proxy worker of Crossbar.io. Its listeners become listeners of the router to which its connections lead, so that no
 * message passes through a second process.
 *
 * @param id the name of the worker
 * @param options the options that all native workers share
 * @param listeners the listeners to which clients connect
 * @param connections the connections to routers of this node, by name
 * @param routes the names of the connections, by realm and role
 * @param origins the places of the proxy's parts in the configuration file
 * @param origin the place of the worker in the configuration file
 */
public record ProxyWorker(
        String id,
        NativeOptions options,
        List<Listener> listeners,
        Map<String, ComponentConnection> connections,
        Map<String, Map<String, List<String>>> routes,
        Origins origins,
        Origin origin)
        implements Worker {

    public ProxyWorker {
        listeners = List.copyOf(listeners);
        connections = Map.copyOf(connections);
        routes = Map.copyOf(routes);
    }

    /** Returns the listeners, restricted to the realms and roles that have a route. */
    public List<Listener> routedListeners() {
        Map<String, Set<String>> roles = new HashMap<>();
        routes.forEach((realm, connectionsOfRole) -> roles.put(realm, new HashSet<>(connectionsOfRole.keySet())));
        Routes permitted = new Routes(roles);
        return listeners.stream().map(listener -> listener.routed(permitted)).toList();
    }

    /** Checks whether one of the routes leads to a listener of this router. */
    public boolean leadsTo(RouterWorker router) {
        return routes.values().stream()
                .flatMap(roles -> roles.values().stream())
                .flatMap(List::stream)
                .map(connections::get)
                .filter(Objects::nonNull)
                .anyMatch(connection ->
                        router.listeners().stream().anyMatch(listener -> leadsTo(connection.endpoint(), listener)));
    }

    private static boolean leadsTo(ConnectingEndpoint endpoint, Listener listener) {
        if (endpoint instanceof ConnectingEndpoint.Unix unix) {
            return listener.endpoint() instanceof ListeningEndpoint.Unix socket
                    && socket.path().equals(unix.path());
        }
        if (endpoint instanceof ConnectingEndpoint.Tcp tcp
                && tcp.port() instanceof ConnectingEndpoint.Port.OfTransport transport) {
            return listener.name().equals(transport.transportId());
        }
        return endpoint instanceof ConnectingEndpoint.Tcp tcp
                && tcp.port() instanceof ConnectingEndpoint.Port.Number number
                && listener.endpoint() instanceof ListeningEndpoint.Tcp port
                && port.firstPort() <= number.value()
                && number.value() <= port.lastPort();
    }
}
