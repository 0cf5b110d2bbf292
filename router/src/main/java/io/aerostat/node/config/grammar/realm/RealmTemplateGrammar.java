package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.rule.Consistency;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.realm.RealmTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of the templates from which a router creates realms. */
public final class RealmTemplateGrammar {
    private static final String PATTERN = "a realm name with a component *, such as \"tenant.*\"";

    private static final Field<String> NAME = Field.required("name", words("a name"), "The name of the template.");

    private static final Field<String> REALMS = Field.required(
            "realms",
            words(PATTERN).checked((pattern, at) -> {
                if (!RealmTemplate.isPattern(pattern)) {
                    at.problem("found \"" + pattern + "\" (expected " + PATTERN + ")");
                    return Optional.empty();
                }
                return Optional.of(pattern);
            }),
            "The names of the realms; each `*` stands for one component of a name.");

    private static final Field<Integer> MAX_REALMS = Field.withDefault(
            "max_realms", atLeast(1), "1000", "How many realms of this template may exist at the same time.");

    private static final Field<Duration> LINGER = Field.withDefault(
            "linger",
            integer(1, 86_400).map(Duration::ofSeconds),
            "60",
            "The number of seconds without a session after which a realm is removed, with its retained events.");

    private record Read(RealmTemplate template, List<ValidatedPayloads.Rule> rules) {}

    private static final ValueType<RealmTemplate> TEMPLATE = ObjectType.named(
                    "realm template", "Realms that are created when their first session joins.")
            .fields(
                    NAME,
                    REALMS,
                    MAX_REALMS,
                    LINGER,
                    RealmGrammar.OPTIONS,
                    RealmGrammar.ROLES,
                    RealmLimitsGrammar.LIMITS,
                    RealmGrammar.CONTRACTS)
            .check(Consistency::roleNamesDiffer)
            .into(values -> new Read(
                    new RealmTemplate(
                            values.get(NAME),
                            values.get(REALMS),
                            RealmGrammar.optionsWithoutStore(values),
                            values.get(RealmGrammar.ROLES).stream()
                                    .map(RoleGrammar.Configured::role)
                                    .toList(),
                            values.get(MAX_REALMS),
                            values.get(LINGER)),
                    RoleGrammar.Configured.rules(values.get(RealmGrammar.ROLES))))
            .checked((read, at) -> {
                ValidatedPayloads.noteWithoutEffect(
                        read.rules, "a template has no \"inventory\"; use \"contracts\"", at.reading());
                return Optional.of(read.template);
            });

    /** The field for the templates of a router worker. */
    public static final Field<List<RealmTemplate>> FIELD = Field.withDefault(
            "realm_templates",
            list(TEMPLATE),
            "[]",
            "Realms that are created when their first session joins, and removed when they are empty. If two templates"
                    + " match a name, the first one applies. Not possible in a cluster.");

    private RealmTemplateGrammar() {}
}
