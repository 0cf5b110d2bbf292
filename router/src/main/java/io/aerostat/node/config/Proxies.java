package io.aerostat.node.config;

import java.util.ArrayList;
import java.util.List;

/** Adds the listeners of each proxy worker to the routers to which the proxy leads. */
public final class Proxies {
    private Proxies() {}

    /**
     * Returns the workers after each proxy has passed its listeners to a router. If the routes of one proxy lead to
     * several routers, these routers become one router, because a listener belongs to one router. A proxy without
     * routes becomes a router without realms.
     *
     * @param origins the places of all parts in the configuration file
     */
    public static List<Worker> resolved(List<Worker> workers, Origins origins) {
        List<Worker> resolved = new ArrayList<>(workers.stream()
                .filter(worker -> !(worker instanceof ProxyWorker))
                .toList());
        for (Worker worker : workers) {
            if (worker instanceof ProxyWorker proxy) {
                resolve(proxy, resolved, origins);
            }
        }
        return resolved;
    }

    private static void resolve(ProxyWorker proxy, List<Worker> workers, Origins origins) {
        RouterWorker listening = RouterWorker.withoutRealms(
                proxy.id(), proxy.options(), proxy.routedListeners(), origins, proxy.origin());
        List<RouterWorker> reached = workers.stream()
                .filter(RouterWorker.class::isInstance)
                .map(RouterWorker.class::cast)
                .filter(proxy::leadsTo)
                .toList();
        if (reached.isEmpty()) {
            workers.add(listening);
            return;
        }
        RouterWorker first = reached.get(0);
        RouterWorker joined = first;
        for (RouterWorker other : reached.subList(1, reached.size())) {
            joined = joined.joinedBy(other);
            workers.remove(other);
        }
        workers.set(workers.indexOf(first), joined.joinedBy(listening));
    }
}
