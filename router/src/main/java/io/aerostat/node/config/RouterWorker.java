package io.aerostat.node.config;

import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.realm.RealmDefinition;
import java.util.List;

/**
 * A router with its realms, listening transports and the components inside its process.
 *
 * @param id its name
 * @param options where its components are loaded from
 * @param realms the realms, each of another name
 * @param transports where clients connect
 * @param components the components that run inside
 * @param takesReadableTickets whether tickets are taken over connections on which others can read them
 * @param limits how fast sessions may come
 * @param origin where it is configured
 */
public record RouterWorker(
        String id,
        NativeOptions options,
        List<RealmDefinition> realms,
        List<Transport> transports,
        List<RouterComponent> components,
        boolean takesReadableTickets,
        AdmissionControl.Limits limits,
        Origin origin)
        implements Worker {

    public RouterWorker {
        realms = List.copyOf(realms);
        transports = List.copyOf(transports);
        components = List.copyOf(components);
    }
}
