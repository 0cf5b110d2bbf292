package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.realm.ConfiguredRealm;
import io.aerostat.node.config.grammar.realm.RealmGrammar;
import io.aerostat.node.config.grammar.realm.RealmTemplateGrammar;
import io.aerostat.node.config.grammar.rule.Consistency;
import io.aerostat.node.config.grammar.rule.RouterDoubts;
import io.aerostat.node.config.grammar.transport.TransportGrammar;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.Listener;
import java.util.List;
import java.util.Optional;

/** The keys of a worker of type {@code router}. */
public final class RouterWorkerGrammar {
    private static final Field<Optional<String>> ID = Names.id("worker");

    private static final Field<Options> OPTIONS = Field.withDefault(
            "options",
            NativeOptionsGrammar.builder(
                            "router options", Field.withoutEffect("env", "a router runs in the process of the node"))
                    .into(values ->
                            new Options(NativeOptionsGrammar.read(values), NativeOptionsGrammar.isDisabled(values))),
            "{}",
            "Options of the worker.");

    private static final Field<List<ConfiguredRealm>> REALMS =
            Field.withDefault("realms", list(RealmGrammar.REALM), "[]", "The realms of this router.");

    private static final Field<List<Listener>> TRANSPORTS =
            Field.withDefault("transports", TransportGrammar.TRANSPORTS, "[]", "Where clients connect to this router.");

    private static final Field<List<RouterComponent>> COMPONENTS = Field.withDefault(
            "components",
            list(deferred(() -> ComponentGrammar.IN_ROUTER)),
            "[]",
            "Components that run inside the router. All of them have joined and are ready before the first transport "
                    + "listens.");

    private static final Field<Boolean> TICKETS_IN_CLEAR = Field.withDefault(
            "tickets_in_clear",
            bool(),
            "true",
            "Whether clients on other machines may send tickets over connections without TLS, where attackers can read "
                    + "them. With `true`, a warning names the transports that accept such tickets.");

    public static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "router worker", "A router with its realms, transports and the components inside its process.")
            .fields(
                    Field.required("type", word("router"), "The kind of worker."),
                    ID,
                    OPTIONS,
                    REALMS,
                    RealmTemplateGrammar.FIELD,
                    TRANSPORTS,
                    COMPONENTS,
                    TICKETS_IN_CLEAR,
                    RouterLimitsGrammar.LIMITS,
                    LoginLimitsGrammar.FIELD,
                    Field.ignoredAlike("connections", "Database connections."),
                    Manhole.FIELD)
            .check(RouterWorkerGrammar::isConsistent)
            .into(values -> {
                Options options = values.get(OPTIONS);
                return options.disabled
                        ? Optional.empty()
                        : Optional.of(new RouterWorker(
                                values.idOr(ID, "worker"),
                                options.options,
                                values.get(REALMS).stream()
                                        .map(ConfiguredRealm::realm)
                                        .toList(),
                                values.get(TRANSPORTS),
                                values.get(COMPONENTS),
                                values.get(TICKETS_IN_CLEAR),
                                values.get(RouterLimitsGrammar.LIMITS),
                                values.get(LoginLimitsGrammar.FIELD),
                                values.get(RealmTemplateGrammar.FIELD),
                                values.get(REALMS).stream()
                                        .flatMap(realm -> realm.links().stream())
                                        .toList(),
                                values.origins(),
                                values.origin()));
            });

    private RouterWorkerGrammar() {}

    /**
     * Checks all rules that concern several parts of the router. A broken rule does not end the check, so the user sees
     * all broken rules.
     */
    private static boolean isConsistent(LocatedObject router, Reading reading) {
        return Consistency.realmNamesDiffer(router, reading)
                & Consistency.templateNamesDiffer(router, reading)
                & Consistency.componentsInKnownRealms(router, reading)
                & Consistency.componentsHaveKnownRoles(router, reading)
                & RouterDoubts.warn(router, reading);
    }

    private record Options(NativeOptions options, boolean disabled) {}
}
