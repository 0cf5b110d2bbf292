package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Rules about proxy workers: their connections lead to routers of their own node, and their routes use these
 * connections. The rules look at the text of the file. Each rule reports its problems and returns whether it holds.
 */
public final class ProxyRules {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private final List<Placed> routers;

    private ProxyRules(List<Placed> workers) {
        this.routers = workers.stream()
                .filter(worker -> worker.text("type").equals(Optional.of("router")))
                .toList();
    }

    /** Checks every proxy of a node. */
    public static boolean proxiesReachRouters(LocatedObject node, Reading reading) {
        List<Placed> workers = new Placed(node, reading).items("workers");
        ProxyRules rules = new ProxyRules(workers);
        boolean holds = true;
        for (Placed worker : workers) {
            if (worker.text("type").equals(Optional.of("proxy"))) {
                holds &= rules.holds(worker);
            }
        }
        return holds;
    }

    private boolean holds(Placed proxy) {
        Placed connections = proxy.member("connections");
        Map<String, List<Placed>> reached = new HashMap<>();
        boolean holds = true;
        for (String name : connections.keys()) {
            Placed endpoint = connections.member(name).member("transport").member("endpoint");
            List<Placed> found = routers.stream()
                    .filter(router -> listensAt(router, endpoint))
                    .toList();
            reached.put(name, found);
            if (found.isEmpty() && !endpoint.keys().isEmpty()) {
                endpoint.reading()
                        .problem(
                                endpoint.value().at(),
                                "found the address of no router of this node (expected the endpoint of a transport "
                                        + "of a router worker in this file; nodes share realms as a cluster, see "
                                        + "docs/cluster.md)");
                holds = false;
            }
        }
        List<Placed> together = new ArrayList<>();
        for (Placed realm : proxy.member("routes").members()) {
            for (Placed role : realm.members()) {
                for (Placed name : names(role)) {
                    holds &= isKnown(name, reached, together, connections);
                }
            }
        }
        return holds & haveDifferentRealms(proxy, together);
    }

    /** Returns the names of the connections of a route: one, or several in a list. */
    private static List<Placed> names(Placed role) {
        List<Placed> names = new ArrayList<>();
        if (role.value().text().isPresent()) {
            names.add(role);
        }
        List<LocatedValue> items = role.value().items();
        for (int i = 0; i < items.size(); i++) {
            names.add(new Placed(items.get(i), role.reading().item(i)));
        }
        return names;
    }

    private static boolean isKnown(
            Placed name, Map<String, List<Placed>> reached, List<Placed> together, Placed connections) {
        Optional<List<Placed>> routers = name.value().text().map(reached::get);
        if (name.value().text().isPresent() && routers.isEmpty()) {
            name.reading().wrong(name.value(), "a connection of this proxy: " + String.join(", ", connections.keys()));
            return false;
        }
        routers.orElse(List.of()).stream()
                .filter(router -> !together.contains(router))
                .forEach(together::add);
        return true;
    }

    /** Checks that no two realms behind one proxy have the same name, because the proxy's routers become one router. */
    private static boolean haveDifferentRealms(Placed proxy, List<Placed> routers) {
        Map<String, Placed> first = new HashMap<>();
        for (Placed router : routers) {
            for (Placed realm : router.items("realms")) {
                String name = realm.text("name").orElse("");
                Placed before = first.putIfAbsent(name, realm);
                if (before != null) {
                    proxy.reading()
                            .member("routes")
                            .problem(
                                    proxy.member("routes").value().at(),
                                    "found routes to two routers with a realm \"" + name + "\", at "
                                            + before.value().at() + " and "
                                            + realm.value().at()
                                            + " (expected one router for each realm: one Aerostat router uses all "
                                            + "processors)");
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean listensAt(Placed router, Placed endpoint) {
        return router.items("transports").stream().anyMatch(transport -> leadsTo(endpoint, transport));
    }

    private static boolean leadsTo(Placed endpoint, Placed transport) {
        Placed listening = transport.member("endpoint");
        if (endpoint.text("type").equals(Optional.of("unix"))) {
            return endpoint.text("path").isPresent() && endpoint.text("path").equals(listening.text("path"));
        }
        Object port = endpoint.member("port").value().plain();
        boolean here = endpoint.text("host").map(THIS_MACHINE::contains).orElse(false);
        boolean byId = endpoint.member("port").value().text().isPresent()
                && endpoint.member("port").value().text().equals(transport.text("id"));
        return here
                && listening.text("type").equals(Optional.of("tcp"))
                && (byId
                        || listening.has("port")
                                && Objects.equals(
                                        listening.member("port").value().plain(), port));
    }
}
