package io.aerostat.node.config;

import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.WampService;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmTemplate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A router with its realms, listening transports and the components inside its process.
 *
 * @param id the name of the worker
 * @param options the options that routers and containers share, such as the class path of components
 * @param realms the realms, which have different names
 * @param listeners the listeners to which clients connect
 * @param components the components inside the router's process
 * @param takesReadableTickets whether tickets are accepted over connections on which others can read them
 * @param limits the limits on new sessions
 * @param logins what the router does after failed logins
 * @param templates the templates from which realms are created
 * @param origins the places of the router's parts in the configuration file
 * @param origin the place of the worker in the configuration file
 */
public record RouterWorker(
        String id,
        NativeOptions options,
        List<RealmDefinition> realms,
        List<Listener> listeners,
        List<RouterComponent> components,
        boolean takesReadableTickets,
        AdmissionLimits limits,
        LoginLimits logins,
        List<RealmTemplate> templates,
        Origins origins,
        Origin origin)
        implements Worker {

    public RouterWorker {
        realms = List.copyOf(realms);
        listeners = List.copyOf(listeners);
        components = List.copyOf(components);
        templates = List.copyOf(templates);
    }

    /** Returns a copy with other realms, listeners and components. */
    public RouterWorker with(
            List<RealmDefinition> otherRealms, List<Listener> otherListeners, List<RouterComponent> otherComponents) {
        return new RouterWorker(
                id,
                options,
                otherRealms,
                otherListeners,
                otherComponents,
                takesReadableTickets,
                limits,
                logins,
                templates,
                origins,
                origin);
    }

    /** Returns a copy that accepts or refuses tickets over connections that others can read. */
    public RouterWorker withReadableTickets(boolean taken) {
        return new RouterWorker(
                id, options, realms, listeners, components, taken, limits, logins, templates, origins, origin);
    }

    /** Checks whether a service shows metrics, as a page or as plots. */
    public boolean showsMetrics() {
        return listeners.stream()
                .flatMap(listener -> listener.transport().web().stream())
                .flatMap(web -> web.paths().values().stream())
                .flatMap(PathService::andBelow)
                .anyMatch(service -> service instanceof PathService.Metrics || service instanceof PathService.Admin);
    }

    /** Returns the services over which clients join, from all listeners. */
    public Stream<WampService> wampServices() {
        return listeners.stream().flatMap(listener -> listener.transport().wampServices());
    }
}
