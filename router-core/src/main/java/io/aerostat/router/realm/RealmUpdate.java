package io.aerostat.router.realm;

import io.aerostat.router.authorization.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The difference between a realm's current definition and another one.
 *
 * @param addedRoles the names of new roles
 * @param changedRoles the names of roles whose permissions or authorizer have changed; the change applies to the next
 *     request of each session
 * @param removedRoles the names of removed roles, whose sessions end with GOODBYE {@code wamp.error.no_such_role}
 * @param options when each changed option takes effect, by the name of the record component ({@code broker.limits})
 */
public record RealmUpdate(
        List<String> addedRoles,
        List<String> changedRoles,
        List<String> removedRoles,
        Map<String, OptionEffect> options) {
    private static final List<Option> OPTIONS = List.of(
            new Option("uriCheck", OptionEffect.NEW_SESSIONS, RealmOptions::uriCheck),
            new Option("metaApi", OptionEffect.RESTART, RealmOptions::metaApi),
            new Option(
                    "broker.disclosure",
                    OptionEffect.AT_ONCE,
                    all -> all.broker().disclosure()),
            new Option(
                    "broker.eventDispatchingChunkSize",
                    OptionEffect.RESTART,
                    all -> all.broker().eventDispatchingChunkSize()),
            new Option(
                    "broker.retainedTtl",
                    OptionEffect.AT_ONCE,
                    all -> all.broker().retainedTtl()),
            new Option(
                    "broker.history", OptionEffect.RESTART, all -> all.broker().history()),
            new Option(
                    "broker.eventStore",
                    OptionEffect.RESTART,
                    all -> all.broker().eventStore()),
            new Option(
                    "broker.historyFormat",
                    OptionEffect.RESTART,
                    all -> all.broker().historyFormat()),
            new Option(
                    "broker.limits", OptionEffect.AT_ONCE, all -> all.broker().limits()),
            new Option(
                    "dealer.requestOrder",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().requestOrder()),
            new Option(
                    "dealer.disclosure",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().disclosure()),
            new Option(
                    "dealer.defaultTimeout",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().defaultTimeout()),
            new Option(
                    "dealer.maximumTimeout",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().maximumTimeout()),
            new Option(
                    "dealer.forwardTimeouts",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().forwardTimeouts()),
            new Option(
                    "dealer.timeoutsInSeconds",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().timeoutsInSeconds()),
            new Option(
                    "dealer.limits",
                    OptionEffect.NEW_SESSIONS,
                    all -> all.dealer().limits()),
            new Option("authorizerDeadline", OptionEffect.AT_ONCE, RealmOptions::authorizerDeadline),
            new Option("cachedDecisions", OptionEffect.AT_ONCE, RealmOptions::cachedDecisions),
            new Option("sessions", OptionEffect.AT_ONCE, RealmOptions::sessions),
            new Option("outbound", OptionEffect.NEW_SESSIONS, RealmOptions::outbound),
            new Option("rates", OptionEffect.AT_ONCE, RealmOptions::rates),
            new Option("historyBytesPerLog", OptionEffect.RESTART, RealmOptions::historyBytesPerLog),
            new Option("contracts", OptionEffect.AT_ONCE, RealmOptions::contracts),
            new Option("statistics", OptionEffect.NEW_SESSIONS, RealmOptions::statistics));

    private record Option(String name, OptionEffect effect, Function<RealmOptions, Object> value) {}

    public RealmUpdate {
        addedRoles = List.copyOf(addedRoles);
        changedRoles = List.copyOf(changedRoles);
        removedRoles = List.copyOf(removedRoles);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Returns the difference between two definitions of one realm. */
    public static RealmUpdate between(RealmDefinition before, RealmDefinition after) {
        Map<String, Role> old = byName(before);
        Map<String, Role> wanted = byName(after);
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        wanted.forEach((name, role) -> {
            if (!old.containsKey(name)) {
                added.add(name);
            } else if (!role.equals(old.get(name))) {
                changed.add(name);
            }
        });
        List<String> removed =
                old.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
        Map<String, OptionEffect> options = new LinkedHashMap<>();
        for (Option option : OPTIONS) {
            if (!option.value.apply(before.options()).equals(option.value.apply(after.options()))) {
                options.put(option.name, option.effect);
            }
        }
        return new RealmUpdate(added, changed, removed, options);
    }

    private static Map<String, Role> byName(RealmDefinition realm) {
        return realm.roles().stream()
                .collect(Collectors.toMap(Role::name, role -> role, (first, second) -> second, LinkedHashMap::new));
    }

    /** Returns the names of the options that {@link #between} compares. */
    static List<String> knownOptions() {
        return OPTIONS.stream().map(Option::name).toList();
    }

    /** Checks whether there is no difference. */
    public boolean isEmpty() {
        return addedRoles.isEmpty() && changedRoles.isEmpty() && removedRoles.isEmpty() && options.isEmpty();
    }

    /**
     * Returns the definition that a realm has after an update: the new definition, but with the old value of each
     * option that needs a restart.
     */
    public static RealmDefinition applied(RealmDefinition before, RealmDefinition after) {
        RealmOptions old = before.options();
        RealmOptions wanted = after.options();
        BrokerOptions broker = new BrokerOptions(
                wanted.broker().disclosure(),
                old.broker().eventDispatchingChunkSize(),
                wanted.broker().retainedTtl(),
                old.broker().history(),
                old.broker().eventStore(),
                old.broker().historyFormat(),
                wanted.broker().limits());
        RealmOptions options =
                wanted.withBroker(broker).withMetaApi(old.metaApi()).withHistoryBytesPerLog(old.historyBytesPerLog());
        return new RealmDefinition(after.name(), options, after.roles());
    }
}
