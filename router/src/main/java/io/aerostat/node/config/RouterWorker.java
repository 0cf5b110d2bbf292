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
 * @param id its name
 * @param options where its components are loaded from
 * @param realms the realms, each of another name
 * @param listeners where clients connect
 * @param components the components that run inside
 * @param takesReadableTickets whether tickets are taken over connections on which others can read them
 * @param limits how fast sessions may be opened
 * @param logins what follows failed logins
 * @param templates the templates from which realms are created
 * @param origins where its parts are configured
 * @param origin where it is configured
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

    /** Returns the services over which clients join, of all listeners. */
    public Stream<WampService> wampServices() {
        return listeners.stream().flatMap(listener -> listener.transport().wampServices());
    }
}
