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
 * @param takesReadableTickets whether tickets are accepted over connections that are not encrypted
 * @param limits the limits on new sessions
 * @param logins what the router does after failed logins
 * @param templates the templates from which realms are created
 * @param links the links of the realms to realms of other routers
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
        List<RealmLink> links,
        Origins origins,
        Origin origin)
        implements Worker {

    public RouterWorker {
        realms = List.copyOf(realms);
        listeners = List.copyOf(listeners);
        components = List.copyOf(components);
        templates = List.copyOf(templates);
        links = List.copyOf(links);
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
                links,
                origins,
                origin);
    }

    /** Returns a copy with the parts of a running router that cannot change while the router runs. */
    public RouterWorker withFixedPartsOf(RouterWorker running) {
        return new RouterWorker(
                id,
                options.onProcessorsOf(running.options),
                realms,
                listeners,
                components,
                running.takesReadableTickets,
                limits,
                logins,
                templates,
                running.links,
                origins,
                origin);
    }

    /** Creates a router without realms, with the default limits. */
    public static RouterWorker withoutRealms(
            String id, NativeOptions options, List<Listener> listeners, Origins origins, Origin origin) {
        return new RouterWorker(
                id,
                options,
                List.of(),
                listeners,
                List.of(),
                true,
                AdmissionLimits.DEFAULT,
                LoginLimits.NONE,
                List.of(),
                List.of(),
                origins,
                origin);
    }

    /**
     * Returns a router that combines the parts of this router and another router, whose realms have other names. The
     * limits are those of this router.
     */
    public RouterWorker joinedBy(RouterWorker other) {
        return new RouterWorker(
                id,
                options.joinedBy(other.options),
                joined(realms, other.realms),
                joined(listeners, other.listeners),
                joined(components, other.components),
                takesReadableTickets && other.takesReadableTickets,
                limits,
                logins,
                joined(templates, other.templates),
                joined(links, other.links),
                other.origins,
                origin);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
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
