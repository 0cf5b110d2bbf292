package io.aerostat.node.reload;

import static io.aerostat.node.reload.Change.added;
import static io.aerostat.node.reload.Change.changed;
import static io.aerostat.node.reload.Change.removed;

import io.aerostat.node.config.RealmLink;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.reload.Change.Subject;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.OptionEffect;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the present configuration of a router worker with a new one, and finds the operations for the change. */
final class RouterDifference {
    private final RouterWorker before;
    private final RouterWorker after;
    private final String id;
    private final List<Operation> operations;
    private final List<Operation> removals;
    private final Set<String> moved;

    /**
     * @param operations receives additions and changes
     * @param removals receives removals
     * @param moved receives the names of listeners whose port has changed
     */
    RouterDifference(
            RouterWorker before,
            RouterWorker after,
            List<Operation> operations,
            List<Operation> removals,
            Set<String> moved) {
        this.before = before;
        this.after = after;
        this.id = after.id();
        this.operations = operations;
        this.removals = removals;
        this.moved = moved;
    }

    void find() {
        options();
        realms();
        new TemplateDifference(before, after).addTo(operations, removals);
        components();
        listeners();
    }

    /** Returns the links without their places in the file, because a new line changes all places after it. */
    private static List<RealmLink> unplaced(List<RealmLink> links) {
        return links.stream().map(RealmLink::unplaced).toList();
    }

    private void options() {
        List<Change> restart = new ArrayList<>();
        if (before.takesReadableTickets() != after.takesReadableTickets()) {
            restart.add(changed(Subject.ROUTER_OPTION, id + "/tickets_in_clear", Change.NEEDS_RESTART));
        }
        if (!unplaced(before.links()).equals(unplaced(after.links()))) {
            restart.add(changed(Subject.ROUTER_OPTION, id + "/rlinks", Change.NEEDS_RESTART));
        }
        if (!before.options().processors().equals(after.options().processors())) {
            restart.add(changed(Subject.ROUTER_OPTION, id + "/cpu_affinity", Change.NEEDS_RESTART));
        }
        boolean classpathChanged =
                !before.options().classpath().equals(after.options().classpath());
        if (classpathChanged && loadsAuthenticators()) {
            restart.add(changed(
                    Subject.ROUTER_OPTION,
                    id + "/classpath",
                    "for authenticators that are classes: " + Change.NEEDS_RESTART));
        }
        if (!restart.isEmpty()) {
            operations.add(new Operation.AwaitRestart(restart));
        }
        if (!before.limits().equals(after.limits())) {
            operations.add(new Operation.LimitAdmission(
                    id,
                    after.limits(),
                    List.of(changed(Subject.LIMITS, id + " (new sessions)", "apply to the next connection"))));
        }
        if (!before.logins().equals(after.logins())) {
            operations.add(new Operation.LimitLogins(
                    id,
                    after.logins(),
                    List.of(changed(Subject.LIMITS, id + " (failed logins)", "count for the next login"))));
        }
    }

    private boolean loadsAuthenticators() {
        return after.wampServices()
                .flatMap(service -> service.access().methods().stream())
                .anyMatch(AuthenticationOptions.FunctionClass.class::isInstance);
    }

    private void realms() {
        Map<String, RealmDefinition> old = before.realms().stream()
                .collect(Collectors.toMap(RealmDefinition::name, realm -> realm, (a, b) -> b, LinkedHashMap::new));
        for (RealmDefinition realm : after.realms()) {
            RealmDefinition present = old.remove(realm.name());
            if (present == null) {
                operations.add(new Operation.AddRealm(
                        id, realm, List.of(added(Subject.REALM, realm.name(), "clients can join from now on"))));
            } else {
                realm(present, realm);
            }
        }
        old.keySet()
                .forEach(name -> removals.add(new Operation.RemoveRealm(
                        id,
                        name,
                        List.of(removed(Subject.REALM, name, "its sessions get GOODBYE wamp.close.close_realm")))));
    }

    private void realm(RealmDefinition present, RealmDefinition realm) {
        RealmUpdate update = RealmUpdate.between(present, realm);
        String name = realm.name();
        List<Change> now = new ArrayList<>();
        List<Change> restart = new ArrayList<>();
        update.addedRoles()
                .forEach(role -> now.add(added(Subject.ROLE, name + "/" + role, "sessions can have it from now on")));
        update.changedRoles()
                .forEach(role -> now.add(
                        changed(Subject.ROLE, name + "/" + role, "applies to the next request of its sessions")));
        List<Change> roles = update.removedRoles().stream()
                .map(role ->
                        removed(Subject.ROLE, name + "/" + role, "its sessions get GOODBYE wamp.error.no_such_role"))
                .toList();
        update.options().forEach((option, effect) -> {
            Change change = changed(Subject.REALM_OPTION, name + "/" + RealmOptionKeys.of(option), effect(effect));
            (effect == OptionEffect.RESTART ? restart : now).add(change);
        });
        if (!restart.isEmpty()) {
            operations.add(new Operation.AwaitRestart(restart));
        }
        if (!now.isEmpty()) {
            operations.add(new Operation.UpdateRealm(id, withRolesOf(present, realm, update.removedRoles()), now));
        }
        if (!roles.isEmpty()) {
            // Roles are removed after the users have changed: a user whose role has changed must not join with the old
            // role.
            removals.add(0, new Operation.UpdateRealm(id, realm, roles));
        }
    }

    /** Returns the wanted definition together with the roles that must be removed later. */
    static RealmDefinition withRolesOf(RealmDefinition present, RealmDefinition wanted, List<String> names) {
        List<Role> roles = new ArrayList<>(wanted.roles());
        present.roles().stream().filter(role -> names.contains(role.name())).forEach(roles::add);
        return new RealmDefinition(wanted.name(), wanted.options(), roles);
    }

    private static String effect(OptionEffect effect) {
        return switch (effect) {
            case AT_ONCE -> "applies to the next request";
            case NEW_SESSIONS -> "applies to sessions that join from now on";
            case RESTART -> Change.NEEDS_RESTART;
        };
    }

    private void components() {
        Map<String, RouterComponent> old =
                before.components().stream().collect(Collectors.toMap(RouterComponent::id, component -> component));
        boolean samePath = before.options().classpath().equals(after.options().classpath());
        for (RouterComponent component : after.components()) {
            RouterComponent present = old.remove(component.id());
            String name = id + "/" + component.id();
            if (present == null) {
                operations.add(new Operation.StartComponent(
                        id, component, List.of(added(Subject.COMPONENT, name, "is started"))));
            } else if (!samePath || !Parts.areSame(present, component)) {
                operations.add(new Operation.StartComponent(
                        id, component, List.of(changed(Subject.COMPONENT, name, "is started again"))));
            }
        }
        old.values()
                .forEach(component -> removals.add(
                        0,
                        new Operation.StopComponent(
                                id,
                                component,
                                List.of(removed(Subject.COMPONENT, id + "/" + component.id(), "is stopped")))));
    }

    private void listeners() {
        List<Listener> old = new ArrayList<>(before.listeners());
        List<Listener> unmatched = new ArrayList<>();
        for (Listener listener : after.listeners()) {
            // Among several listeners at port 0, chooses the one with the same name.
            Optional<Listener> present = old.stream()
                    .filter(candidate -> candidate.endpoint().isAt(listener.endpoint()))
                    .filter(candidate -> candidate.name().equals(listener.name()) || hasAddress(candidate))
                    .findFirst();
            if (present.isPresent()) {
                old.remove(present.get());
                listener(present.get(), listener);
            } else {
                unmatched.add(listener);
            }
        }
        for (Listener listener : unmatched) {
            Optional<Listener> present = old.stream()
                    .filter(candidate -> candidate.name().equals(listener.name()))
                    .findFirst();
            if (present.isPresent()) {
                old.remove(present.get());
                moved.add(listener.name());
                operations.add(new Operation.MoveListener(
                        id,
                        present.get(),
                        listener,
                        List.of(changed(
                                Subject.LISTENER,
                                listener.name(),
                                "opens " + listener.endpoint() + ", then closes "
                                        + present.get().endpoint() + "; its sessions stay"))));
            } else {
                operations.add(new Operation.OpenListener(
                        id,
                        listener,
                        List.of(added(Subject.LISTENER, listener.name(), "opens " + listener.endpoint()))));
            }
        }
        old.forEach(listener -> removals.add(new Operation.CloseListener(
                id,
                listener,
                List.of(removed(
                        Subject.LISTENER,
                        listener.name(),
                        "closes " + listener.endpoint() + "; its sessions stay until they end")))));
    }

    private static boolean hasAddress(Listener listener) {
        return !(listener.endpoint() instanceof ListeningEndpoint.Tcp tcp) || tcp.firstPort() != 0;
    }

    private void listener(Listener present, Listener listener) {
        if (present.equals(listener)) {
            return;
        }
        ListenerChanges changes = ListenerChanges.between(present, listener);
        if (!changes.restart().isEmpty()) {
            operations.add(new Operation.AwaitRestart(changes.restart()));
        }
        if (!changes.now().isEmpty()) {
            if (!present.name().equals(listener.name())) {
                moved.add(listener.name());
            }
            operations.add(new Operation.UpdateListener(
                    id, present, ListenerChanges.applied(present, listener), changes.now()));
        }
    }
}
