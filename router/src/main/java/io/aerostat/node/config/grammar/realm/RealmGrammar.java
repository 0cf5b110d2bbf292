package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.list;

import io.aerostat.node.config.RealmLink;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.realm.CallTimeoutGrammar.CallTimeouts;
import io.aerostat.node.config.grammar.rule.Consistency;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.flatbuffers.PayloadTypes;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The keys of a router's realm. */
public final class RealmGrammar {
    private static final Field<Integer> CHUNK = Field.withDefault(
            "event_dispatching_chunk_size",
            atLeast(1),
            "100",
            "The number of receivers to which the router sends an event before it does other work.");

    private static final Field<UriCheck> URI_CHECK = Field.withDefault(
            "uri_check",
            choice(check -> check.name().toLowerCase(Locale.ROOT), UriCheck.values()),
            "\"loose\"",
            "The URIs that are legal: with `strict`, only URIs of lower-case letters, digits, _ and dots.");

    private static final Field<Boolean> META_API =
            Field.withDefault("enable_meta_api", bool(), "true", "Whether the WAMP meta procedures and events exist.");

    private static final Field<DisclosurePolicy> DISCLOSE_ME = Field.withDefault(
            "disclose_me",
            choice(policy -> policy.name().toLowerCase(Locale.ROOT), DisclosurePolicy.values()),
            "\"allow\"",
            "How the router treats a request for disclosure by a caller, publisher or callee: it allows the request, "
                    + "refuses it with an error, or ignores it as Crossbar.io does. The `disclose` of a permission "
                    + "always applies.");

    private static final Field<RequestOrder> REQUEST_IDS = Field.withDefault(
            "request_ids",
            choice(order -> order.name().toLowerCase(Locale.ROOT), RequestOrder.values()),
            "\"lenient\"",
            "The request ids that a session may use: with `strict`, only 1, 2, 3 … in order; with `lenient`, any id "
                    + "that is not in use.");

    private static final Field<Duration> RETAINED_TTL = Field.withDefault(
            "retained_ttl",
            atLeast(0).map(Duration::ofSeconds),
            "0",
            "The number of seconds for which a retained event is kept for later subscribers; 0 means as long as the "
                    + "node runs.");

    static final Field<RealmOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("realm options", "Options of a realm.")
                    .fields(
                            CHUNK,
                            URI_CHECK,
                            META_API,
                            DISCLOSE_ME,
                            REQUEST_IDS,
                            RETAINED_TTL,
                            CallTimeoutGrammar.FIELD,
                            Field.optional(
                                    "bridge_meta_api",
                                    bool(),
                                    "Whether the meta API is also in the realm of Crossbar.io's node, which no client "
                                            + "can join. In Aerostat, the management procedures show every realm."))
                    .into(values -> RealmOptions.DEFAULT
                            .withUriCheck(values.get(URI_CHECK))
                            .withMetaApi(values.get(META_API))
                            .withBroker(broker(values))
                            .withDealer(dealer(values))),
            "{}",
            "Options of the realm.");

    private static final Field<String> NAME = Field.required("name", Names.REALM, "The name that clients join.");

    static final Field<List<RoleGrammar.Configured>> ROLES = Field.withDefault(
            "roles", list(RoleGrammar.ROLE), "[]", "The roles of the realm's sessions, and what each may do.");

    private static final Field<Optional<UnaryOperator<BrokerOptions>>> STORE = Field.optional(
            "store",
            deferred(() -> StoreGrammar.STORE),
            "Where past events are stored for clients that request them. Stores of types `file` and "
                    + "`jetstream` store retained events, too.");

    static final Field<Optional<Contracts>> CONTRACTS = Field.optional(
            "contracts",
            deferred(() -> ContractGrammar.CONTRACTS),
            "The payloads that procedures and topics take, see docs/contracts.md.");

    private static final Field<List<RealmLink>> LINKS = Field.withDefault(
            "rlinks",
            list(deferred(() -> RealmLinkGrammar.LINK)),
            "[]",
            "Links to realms of other routers. Nodes of Aerostat share realms as a cluster instead.");

    private static final Field<Optional<PayloadTypes>> INVENTORY = Field.optional(
            "inventory",
            deferred(() -> InventoryGrammar.INVENTORY),
            "FlatBuffers schemas with types of payloads, which the `validate` of permissions names, as in Crossbar.io; "
                    + "see docs/contracts.md. For JSON Schemas, use `contracts`.");

    public static final ValueType<ConfiguredRealm> REALM = ObjectType.named(
                    "realm", "A separate space of topics and procedures.")
            .fields(
                    Names.label("realm"),
                    NAME,
                    OPTIONS,
                    ROLES,
                    RealmLimitsGrammar.LIMITS,
                    STORE,
                    CONTRACTS,
                    Field.ignoredAlike("trace", "Tracing of messages."),
                    StatisticsGrammar.STATISTICS,
                    INVENTORY,
                    LINKS)
            .check(Consistency::roleNamesDiffer)
            .into(values -> new Unchecked(
                    new RealmDefinition(
                            values.get(NAME),
                            options(values),
                            values.get(ROLES).stream()
                                    .map(RoleGrammar.Configured::role)
                                    .toList()),
                    values.get(LINKS).stream()
                            .map(link -> link.in(values.get(NAME)))
                            .toList(),
                    values.get(INVENTORY),
                    values.get(ROLES)))
            .checked(Unchecked::checked);

    /** A realm whose permissions may name payload types that do not exist. */
    private record Unchecked(
            RealmDefinition realm,
            List<RealmLink> links,
            Optional<PayloadTypes> inventory,
            List<RoleGrammar.Configured> roles) {
        Optional<ConfiguredRealm> checked(ValueType.Reporter at) {
            return ValidatedPayloads.with(realm, inventory, roles, at.reading())
                    .map(validated -> new ConfiguredRealm(validated, links));
        }
    }

    private RealmGrammar() {}

    private static BrokerOptions broker(Values values) {
        return BrokerOptions.DEFAULT
                .withEventDispatchingChunkSize(values.get(CHUNK))
                .withDisclosure(values.get(DISCLOSE_ME))
                .withRetainedTtl(values.get(RETAINED_TTL));
    }

    private static DealerOptions dealer(Values values) {
        CallTimeouts timeouts = values.get(CallTimeoutGrammar.FIELD);
        return DealerOptions.DEFAULT
                .withRequestOrder(values.get(REQUEST_IDS))
                .withDisclosure(values.get(DISCLOSE_ME))
                .withTimeouts(timeouts.standard(), timeouts.maximum())
                .withTimeoutsInSeconds(timeouts.inSeconds())
                .withForwardTimeouts(timeouts.alwaysForwards());
    }

    private static RealmOptions options(Values values) {
        RealmOptions options = optionsWithoutStore(values).withStatistics(values.get(StatisticsGrammar.STATISTICS));
        return values.get(STORE)
                .map(store -> options.withBroker(store.apply(options.broker())))
                .orElse(options);
    }

    /** Returns the options of a realm without its store, or of a template, which cannot have a store. */
    static RealmOptions optionsWithoutStore(Values values) {
        // The filters do not compare records: the first comparison of two records in a JVM generates code, which takes
        // a twentieth of the time of a start.
        Map<String, OutboundOptions> outbound = new HashMap<>();
        values.get(ROLES).stream()
                .filter(role -> role.outbound().budget().isPresent()
                        || role.outbound().slowConsumer().isPresent())
                .forEach(role -> outbound.put(role.role().name(), role.outbound()));
        Map<String, RateLimits> rates = new HashMap<>();
        values.get(ROLES).stream()
                .filter(role -> role.rates().session().isPresent()
                        || role.rates().role().isPresent())
                .forEach(role -> rates.put(role.role().name(), role.rates()));
        return values.get(RealmLimitsGrammar.LIMITS)
                .apply(values.get(OPTIONS))
                .withContracts(values.get(CONTRACTS).orElse(Contracts.NONE))
                .withOutbound(outbound)
                .withRates(rates);
    }
}
