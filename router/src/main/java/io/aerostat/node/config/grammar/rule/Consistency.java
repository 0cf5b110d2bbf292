package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedBoolean;
import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.session.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules that concern several places of a configuration. They look at the text of the file, not at the records, so they
 * are checked even if other parts of the file are wrong. Each rule reports its problems and returns whether it holds.
 */
public final class Consistency {
    /** The role of a component whose configuration names no role. */
    private static final String DEFAULT_ROLE = "anonymous";

    private Consistency() {}

    /** Checks that two realms of one router have different names. */
    public static boolean realmNamesDiffer(LocatedObject router, Reading reading) {
        return textsDiffer(items(router, "realms", reading), "name", "realm");
    }

    /**
     * Checks that no two realms of a node have the same name if the node is in a cluster, even if different routers
     * have the realms.
     */
    public static boolean realmsOfClusterDiffer(LocatedObject node, Reading reading) {
        return node.member("cluster").isEmpty()
                || textsDiffer(below(items(node, "workers", reading), "realms"), "name", "realm of the cluster");
    }

    /** Checks that two templates of one router have different names. */
    public static boolean templateNamesDiffer(LocatedObject router, Reading reading) {
        return textsDiffer(items(router, "realm_templates", reading), "name", "realm template");
    }

    /** Checks that a node of a cluster has no templates, because its realms exist on all nodes. */
    public static boolean clusterHasNoTemplates(LocatedObject node, Reading reading) {
        List<Placed> templates = below(items(node, "workers", reading), "realm_templates");
        if (node.member("cluster").isEmpty() || templates.isEmpty()) {
            return true;
        }
        templates
                .get(0)
                .reading()
                .problem(
                        templates.get(0).value().at(),
                        "found a realm template (expected none in a node of a cluster, whose realms exist on all"
                                + " nodes)");
        return false;
    }

    /**
     * Checks that a node with a store in JetStream has a cluster, because the store uses the servers of the cluster.
     */
    public static boolean storesHaveACluster(LocatedObject node, Reading reading) {
        boolean allHave = true;
        for (Placed realm : below(items(node, "workers", reading), "realms")) {
            Placed store = realm.member("store");
            if (node.member("cluster").isEmpty() && store.text("type").equals(Optional.of("jetstream"))) {
                allHave = false;
                store.member("type")
                        .problem("found \"jetstream\" in a node without a cluster (expected the section \"cluster\" at"
                                + " the top of the file, whose servers the store uses)");
            }
        }
        return allHave;
    }

    /** Checks that two roles of one realm have different names. */
    public static boolean roleNamesDiffer(LocatedObject realm, Reading reading) {
        return textsDiffer(items(realm, "roles", reading), "name", "role");
    }

    /** Checks that no two workers, no two transports and no two components have the same id. */
    public static boolean uniqueIds(LocatedObject node, Reading reading) {
        List<Placed> workers = items(node, "workers", reading);
        boolean workersDiffer = textsDiffer(workers, "id", "worker");
        boolean transportsDiffer = textsDiffer(below(workers, "transports"), "id", "transport");
        boolean componentsDiffer = textsDiffer(below(workers, "components"), "id", "component");
        return workersDiffer && transportsDiffer && componentsDiffer;
    }

    /** Checks that a component inside a router joins a realm of that router. */
    public static boolean componentsInKnownRealms(LocatedObject router, Reading reading) {
        Set<String> realms = new HashSet<>();
        items(router, "realms", reading).forEach(realm -> realm.text("name").ifPresent(realms::add));
        boolean allKnown = true;
        for (Placed component : items(router, "components", reading)) {
            Optional<LocatedValue> realm = component.value().member("realm");
            Optional<String> name = realm.flatMap(LocatedValue::text);
            if (name.isPresent() && !realms.contains(name.get())) {
                allKnown = false;
                component
                        .reading()
                        .member("realm")
                        .wrong(
                                realm.get(),
                                realms.isEmpty()
                                        ? "a realm of this router, which has none"
                                        : "a realm of this router: "
                                                + String.join(
                                                        ", ",
                                                        realms.stream().sorted().toList()));
            }
        }
        return allKnown;
    }

    /** Checks that a component inside a router has a role of its realm. */
    public static boolean componentsHaveKnownRoles(LocatedObject router, Reading reading) {
        Map<String, Set<String>> rolesByRealm = new HashMap<>();
        for (Placed realm : items(router, "realms", reading)) {
            Set<String> roles = new TreeSet<>();
            realm.items("roles").forEach(role -> role.text("name").ifPresent(roles::add));
            realm.text("name").ifPresent(name -> rolesByRealm.put(name, roles));
        }
        boolean allKnown = true;
        for (Placed component : items(router, "components", reading)) {
            Optional<Set<String>> roles = component.text("realm").map(rolesByRealm::get);
            String role = component.text("role").orElse(DEFAULT_ROLE);
            if (roles.isPresent() && !roles.get().contains(role) && !role.equals(Principal.TRUSTED)) {
                allKnown = false;
                LocatedValue at = component.value().member("role").orElse(component.value());
                String known = roles.get().isEmpty() ? ", which has none" : ": " + String.join(", ", roles.get());
                component
                        .reading()
                        .member("role")
                        .problem(
                                at.at(),
                                "found \"" + role + "\" (expected a role of the component's realm" + known + ")");
            }
        }
        return allKnown;
    }

    /**
     * Checks that no two transports listen on the same port or socket, unless both transports are configured to share
     * the port or socket.
     */
    public static boolean portsUsedOnce(LocatedObject node, Reading reading) {
        List<Listener> listeners = new ArrayList<>();
        boolean once = true;
        for (Placed transport : below(items(node, "workers", reading), "transports")) {
            Optional<Listener> listener = Listener.of(transport);
            for (Listener other : listeners) {
                if (listener.isPresent() && listener.get().excludes(other)) {
                    once = false;
                    listener.get().reportClash(other);
                    break;
                }
            }
            listener.ifPresent(listeners::add);
        }
        return once;
    }

    /** Checks each connection that names a transport instead of a port: the transport must exist and listen on TCP. */
    public static boolean connectionsToKnownTransports(LocatedObject node, Reading reading) {
        List<Placed> workers = items(node, "workers", reading);
        Set<String> known = new HashSet<>();
        for (Placed transport : below(workers, "transports")) {
            if (transport.member("endpoint").text("type").equals(Optional.of("tcp"))) {
                transport.text("id").ifPresent(known::add);
            }
        }
        boolean allKnown = true;
        for (Placed component : below(workers, "components")) {
            Placed port = component.member("transport").member("endpoint").member("port");
            Optional<String> id = port.value().text().filter(Names::isTransportId);
            if (id.isPresent() && !known.contains(id.get())) {
                allKnown = false;
                port.reading().wrong(port.value(), "a port, or the id of a transport that listens on tcp");
            }
        }
        return allKnown;
    }

    /** Checks that a router of this node has the realm of the management procedures. */
    public static boolean managementInKnownRealm(LocatedObject node, Reading reading) {
        Placed management = new Placed(node, reading).member("controller").member("management");
        Optional<String> realm = management.text("realm");
        Set<String> known = new TreeSet<>();
        if (realm.isPresent()) {
            for (Placed one : below(items(node, "workers", reading), "realms")) {
                one.text("name").ifPresent(known::add);
            }
        }
        if (realm.isEmpty() || known.contains(realm.get())) {
            return true;
        }
        Placed name = management.member("realm");
        name.reading()
                .wrong(
                        name.value(),
                        "a realm of a router of this node" + (known.isEmpty() ? "" : ": " + String.join(", ", known)));
        return false;
    }

    /** Checks that a node with an admin page has a realm with the management procedures: the page joins this realm. */
    public static boolean adminPagesHaveARealm(LocatedObject node, Reading reading) {
        Placed management = new Placed(node, reading).member("controller").member("management");
        if (management.text("realm").isPresent()) {
            return true;
        }
        List<Placed> pages = new ArrayList<>();
        for (Placed transport : below(items(node, "workers", reading), "transports")) {
            addAdminPages(transport.member("paths"), pages);
        }
        for (Placed page : pages) {
            page.problem("found an admin page, but no realm with management procedures"
                    + " (expected one in controller.management.realm)");
        }
        return pages.isEmpty();
    }

    private static void addAdminPages(Placed paths, List<Placed> pages) {
        for (Placed service : paths.members()) {
            if (service.text("type").equals(Optional.of("admin"))) {
                pages.add(service);
            } else {
                addAdminPages(service.member("paths"), pages);
            }
        }
    }

    private static boolean textsDiffer(List<Placed> items, String key, String what) {
        Map<String, LocatedValue> first = new HashMap<>();
        boolean differ = true;
        for (Placed item : items) {
            Optional<LocatedValue> value = item.value().member(key);
            Optional<String> text = value.flatMap(LocatedValue::text);
            if (text.isEmpty()) {
                continue;
            }
            LocatedValue before = first.putIfAbsent(text.get(), value.get());
            if (before != null) {
                differ = false;
                item.reading()
                        .member(key)
                        .problem(
                                value.get().at(),
                                "found a second " + what + " " + value.get().shown() + " (the first is at "
                                        + before.at() + ")");
            }
        }
        return differ;
    }

    private static List<Placed> items(LocatedObject object, String key, Reading reading) {
        return new Placed(object, reading).items(key);
    }

    private static List<Placed> below(List<Placed> parents, String key) {
        List<Placed> items = new ArrayList<>();
        for (Placed parent : parents) {
            items.addAll(parent.items(key));
        }
        return items;
    }

    /** A transport's claim to a port or socket. */
    private record Listener(Placed at, String what, Optional<String> host, boolean shared) {
        private static final Set<String> ALL_HOSTS = Set.of("0.0.0.0", "::");

        static Optional<Listener> of(Placed transport) {
            Placed endpoint = transport.member("endpoint");
            if (endpoint.text("type").equals(Optional.of("unix"))) {
                Placed path = endpoint.member("path");
                return path.value()
                        .text()
                        .map(text -> new Listener(path, "socket \"" + text + "\"", Optional.empty(), false));
            }
            Placed port = endpoint.member("port");
            boolean shared = endpoint.value()
                    .member("shared")
                    .map(value -> value instanceof LocatedBoolean bool && bool.value())
                    .orElse(false);
            if (port.value() instanceof LocatedNumber number && number.value().intValue() != 0) {
                Optional<String> host = endpoint.text("interface").filter(it -> !ALL_HOSTS.contains(it));
                return Optional.of(new Listener(port, "port " + number.shown(), host, shared));
            }
            return Optional.empty();
        }

        boolean excludes(Listener other) {
            boolean samePlace = host.isEmpty() || other.host.isEmpty() || host.equals(other.host);
            return what.equals(other.what) && samePlace && !(shared && other.shared);
        }

        void reportClash(Listener other) {
            at.reading()
                    .problem(
                            at.value().at(),
                            what + " is used a second time (the first is at "
                                    + other.at.value().at() + ": "
                                    + other.at.reading().path() + ")");
        }
    }
}
