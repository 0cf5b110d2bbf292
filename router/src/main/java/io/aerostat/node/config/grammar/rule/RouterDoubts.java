package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.grammar.value.PermissionPattern;
import io.aerostat.node.config.located.LocatedBoolean;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.session.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns about parts of a router worker that can never work although the router starts: transports and HTTP bridges
 * whose clients no realm accepts, and authenticators that nobody may register. The rules only warn, so they never fail.
 */
public final class RouterDoubts {
    private static final String ANONYMOUS = "anonymous";

    /** The services and transports over which clients join. */
    private static final Set<String> JOINED_BY = Set.of("websocket", "rawsocket", "longpoll");

    /** The services whose requests join a realm. */
    private static final Set<String> BRIDGES = Set.of("publisher", "caller", "webhook", "upload");

    /** The keys under which a static authentication method lists its principals. */
    private static final List<String> PRINCIPALS = List.of("principals", "users");

    private final List<Placed> realms;
    private final List<Placed> components;

    private RouterDoubts(Placed router) {
        this.realms = router.items("realms");
        this.components = router.items("components");
    }

    /** Warns about each part that can never work. Always returns true, because a warning breaks no rule. */
    public static boolean warn(LocatedObject router, Reading reading) {
        Placed worker = new Placed(router, reading);
        RouterDoubts doubts = new RouterDoubts(worker);
        if (!doubts.realms.isEmpty()) {
            worker.items("transports").forEach(doubts::transport);
        }
        doubts.realms.forEach(doubts::authorizers);
        return true;
    }

    private void transport(Placed transport) {
        joinedBy(transport, transport.text("type").orElse(""));
        if (transport.has("rawsocket")) {
            joinedBy(transport.member("rawsocket"), "rawsocket");
        }
        transport.member("websocket").members().forEach(path -> joinedBy(path, "websocket"));
        services(transport.member("paths"));
        services(transport.member("web").member("paths"));
    }

    private void services(Placed paths) {
        for (Placed service : paths.members()) {
            String type = service.text("type").orElse("");
            if (BRIDGES.contains(type)) {
                bridge(service);
            } else {
                joinedBy(service, type);
            }
            services(service.member("paths"));
        }
    }

    private void joinedBy(Placed service, String type) {
        if (!JOINED_BY.contains(type)) {
            return;
        }
        if (!service.has("auth")) {
            if (realms.stream().noneMatch(realm -> hasRole(realm, ANONYMOUS))) {
                service.warn("found no \"auth\" and no realm with the role \"anonymous\" (expected one of them: nobody "
                        + "can join)");
            }
            return;
        }
        methods(service.member("auth"));
    }

    private void bridge(Placed service) {
        List<Placed> candidates = service.text("realm").map(this::named).orElse(List.of());
        if (candidates.isEmpty()) {
            unknownRealm(service.member("realm"));
            return;
        }
        Optional<String> role = service.text("role");
        if (role.isPresent()
                && !role.get().equals(Principal.TRUSTED)
                && candidates.stream().noneMatch(it -> hasRole(it, role.get()))) {
            roleMissing(service, role.get(), candidates);
        }
        methods(service.member("auth"));
    }

    private void methods(Placed auth) {
        for (String name : auth.keys()) {
            Placed method = auth.member(name);
            switch (method.text("type").orElse("")) {
                case "static" -> principals(name, method);
                case "dynamic" -> authenticator(method);
                default -> {}
            }
        }
    }

    private void principals(String name, Placed method) {
        if (name.equals(ANONYMOUS)
                && realms.stream()
                        .noneMatch(realm -> hasRole(realm, method.text("role").orElse(ANONYMOUS)))) {
            roleMissing(method, method.text("role").orElse(ANONYMOUS), realms);
        }
        for (String key : PRINCIPALS) {
            for (Placed principal : method.member(key).members()) {
                Optional<String> realm = principal.text("realm");
                List<Placed> candidates = realm.isEmpty() ? realms : named(realm.get());
                Optional<String> role = principal.text("role");
                if (candidates.isEmpty()) {
                    unknownRealm(principal.member("realm"));
                } else if (role.isEmpty() && principal.value() instanceof LocatedObject) {
                    new Placed(principal.value(), principal.reading().member("role"))
                            .warn("missing (expected a role: nobody can join without one)");
                } else if (role.isPresent() && candidates.stream().noneMatch(it -> hasRole(it, role.get()))) {
                    roleMissing(principal, role.get(), candidates);
                }
            }
        }
    }

    private static void roleMissing(Placed holder, String role, List<Placed> candidates) {
        Placed at = holder.has("role") ? holder.member("role") : holder;
        at.warn("found \"" + role + "\" (expected a role of "
                + (candidates.size() == 1
                        ? "the realm \"" + candidates.get(0).text("name").orElse("") + "\""
                        : "a realm of this router")
                + "; nobody can join with this one)");
    }

    private void unknownRealm(Placed realm) {
        realm.warn("found " + realm.value().shown() + " (expected a realm of this router: "
                + String.join(", ", names(realms)) + ")");
    }

    private void authenticator(Placed method) {
        Optional<String> procedure = method.text("authenticator");
        Optional<String> realm = method.text("authenticator-realm");
        List<Placed> candidates = realm.isEmpty() ? realms : named(realm.get());
        if (candidates.isEmpty()) {
            unknownRealm(method.member("authenticator-realm"));
            return;
        }
        if (procedure.isEmpty()) {
            return;
        }
        List<Placed> without = candidates.stream()
                .filter(it -> !mayRegister(it, procedure.get()))
                .toList();
        if (without.size() == candidates.size()) {
            method.member("authenticator")
                    .warn("found \"" + procedure.get() + "\" (expected a procedure that a role of "
                            + realmsNamed(candidates) + " may register)");
        } else if (!without.isEmpty()) {
            new Placed(method.value(), method.reading().member("authenticator-realm"))
                    .warn("missing (expected the realm on which the authenticator is called; without it, "
                            + "the one that the client asks for, and in "
                            + realmsNamed(without) + " nobody may register it)");
        }
        Optional<String> role = method.text("authenticator-role");
        if (role.isPresent()
                && !role.get().equals(Principal.TRUSTED)
                && candidates.stream().noneMatch(it -> hasRole(it, role.get()))) {
            method.member("authenticator-role")
                    .warn("found \"" + role.get() + "\" (expected a role of " + realmsNamed(candidates) + ")");
        }
    }

    /**
     * Warns about each dynamic authorizer that nobody may register: as long as the authorizer is not registered, the
     * router denies every request.
     */
    private void authorizers(Placed realm) {
        for (Placed role : realm.items("roles")) {
            Optional<String> procedure = role.text("authorizer");
            if (procedure.isPresent() && !mayRegister(realm, procedure.get())) {
                role.member("authorizer")
                        .warn("found \"" + procedure.get()
                                + "\" (expected a procedure that a role of its realm may register)");
            }
        }
    }

    private boolean mayRegister(Placed realm, String procedure) {
        // The router's own role may do everything, and only components have this role.
        boolean trusted = components.stream()
                .anyMatch(component -> component.text("role").equals(Optional.of(Principal.TRUSTED))
                        && component.text("realm").equals(realm.text("name")));
        return trusted || realm.items("roles").stream().anyMatch(role -> mayRegisterAs(role, procedure));
    }

    private static boolean mayRegisterAs(Placed role, String procedure) {
        if (role.has("authorizer")) {
            return !role.text("authorizer").equals(Optional.of(procedure));
        }
        if (!role.has("permissions")) {
            return isTrue(role, "allow-by-default");
        }
        return role.items("permissions").stream()
                .anyMatch(
                        permission -> isTrue(permission.member("allow"), "register") && covers(permission, procedure));
    }

    private static boolean covers(Placed permission, String procedure) {
        Optional<MatchPolicy> match = permission.text("match").flatMap(MatchPolicy::ofWire);
        return permission
                .text("uri")
                .map(uri -> PermissionPattern.of(uri, match))
                .filter(pattern -> pattern.covers(procedure))
                .isPresent();
    }

    private static boolean isTrue(Placed object, String key) {
        Optional<LocatedValue> value = object.value().member(key);
        return value.isPresent() && value.get() instanceof LocatedBoolean bool && bool.value();
    }

    private List<Placed> named(String realm) {
        return realms.stream()
                .filter(it -> it.text("name").equals(Optional.of(realm)))
                .toList();
    }

    private static boolean hasRole(Placed realm, String role) {
        return realm.items("roles").stream().anyMatch(it -> it.text("name").equals(Optional.of(role)));
    }

    private static List<String> names(List<Placed> realms) {
        return realms.stream().flatMap(realm -> realm.text("name").stream()).toList();
    }

    private static String realmsNamed(List<Placed> realms) {
        List<String> quoted = new ArrayList<>();
        names(realms).forEach(name -> quoted.add("\"" + name + "\""));
        return (quoted.size() == 1 ? "the realm " : "one of the realms ") + String.join(", ", quoted);
    }
}
