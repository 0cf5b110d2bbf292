package io.aerostat.node.reload;

import static io.aerostat.node.reload.Change.added;
import static io.aerostat.node.reload.Change.changed;
import static io.aerostat.node.reload.Change.removed;

import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.reload.Change.Subject;
import io.aerostat.router.realm.OptionEffect;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.RealmUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds how the realm templates of a router change. Templates, roles and patterns are added before the users change,
 * and removed afterwards.
 */
record TemplateDifference(RouterWorker before, RouterWorker after) {
    /**
     * @param operations receives the operations before the change of the users
     * @param removals receives the operations after the change of the users
     */
    void addTo(List<Operation> operations, List<Operation> removals) {
        Map<String, RealmTemplate> old = before.templates().stream()
                .collect(Collectors.toMap(RealmTemplate::name, template -> template, (a, b) -> b, LinkedHashMap::new));
        List<RealmTemplate> first = new ArrayList<>();
        List<RealmTemplate> former = new ArrayList<>();
        List<Change> now = new ArrayList<>();
        List<Change> last = new ArrayList<>();
        for (RealmTemplate template : after.templates()) {
            RealmTemplate present = old.remove(template.name());
            if (present == null) {
                first.add(template);
                now.add(added(Subject.TEMPLATE, template.name(), "clients can join its realms from now on"));
            } else {
                RealmTemplate changed = template(present, template, now, last);
                first.add(changed);
                if (!present.pattern().equals(template.pattern())) {
                    // Until the users have changed, clients still join realms that only the former pattern matches.
                    former.add(former(present, changed));
                    last.add(changed(
                            Subject.TEMPLATE,
                            template.name(),
                            "the sessions of realms that no longer match get GOODBYE wamp.close.close_realm"));
                }
            }
        }
        first.addAll(former);
        old.forEach((name, template) -> {
            first.add(template);
            last.add(removed(Subject.TEMPLATE, name, "the sessions of its realms get GOODBYE wamp.close.close_realm"));
        });
        if (now.isEmpty() && last.isEmpty() && !names(before).equals(names(after))) {
            now.add(changed(Subject.TEMPLATE, after.id(), "another order of templates"));
        }
        if (!now.isEmpty()) {
            operations.add(new Operation.UseTemplates(after.id(), first, now));
        }
        if (!last.isEmpty()) {
            removals.add(0, new Operation.UseTemplates(after.id(), after.templates(), last));
        }
    }

    private static RealmTemplate former(RealmTemplate present, RealmTemplate changed) {
        return new RealmTemplate(
                present.name() + " (former pattern)",
                present.pattern(),
                changed.options(),
                changed.roles(),
                changed.maxRealms(),
                changed.linger());
    }

    private static List<String> names(RouterWorker worker) {
        return worker.templates().stream().map(RealmTemplate::name).toList();
    }

    /**
     * Adds the changes of a template.
     *
     * @param now receives the changes before the change of the users
     * @param last receives the changes after the change of the users
     * @return the wanted template together with the roles that must be removed later
     */
    private static RealmTemplate template(
            RealmTemplate present, RealmTemplate wanted, List<Change> now, List<Change> last) {
        String name = wanted.name();
        RealmUpdate update = RealmUpdate.between(present.realm(name), wanted.realm(name));
        boolean isChanged = !update.addedRoles().isEmpty()
                || !update.changedRoles().isEmpty()
                || !update.options().isEmpty()
                || !wanted.pattern().equals(present.pattern())
                || wanted.maxRealms() != present.maxRealms()
                || !wanted.linger().equals(present.linger());
        if (isChanged) {
            String inNewRealms = update.options().entrySet().stream()
                    .filter(option -> option.getValue() == OptionEffect.RESTART)
                    .map(option -> RealmOptionKeys.of(option.getKey()))
                    .collect(Collectors.joining(", "));
            now.add(changed(
                    Subject.TEMPLATE,
                    name,
                    "its realms change, too"
                            + (inNewRealms.isEmpty()
                                    ? ""
                                    : "; " + inNewRealms + ": only in realms created from now on")));
        }
        update.removedRoles()
                .forEach(role -> last.add(
                        removed(Subject.ROLE, name + "/" + role, "its sessions get GOODBYE wamp.error.no_such_role")));
        return new RealmTemplate(
                name,
                wanted.pattern(),
                wanted.options(),
                RouterDifference.withRolesOf(present.realm(name), wanted.realm(name), update.removedRoles())
                        .roles(),
                wanted.maxRealms(),
                wanted.linger());
    }
}
