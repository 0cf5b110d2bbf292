package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.argumentMap;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.hiddenArgument;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.listOr;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.host.process.Environment;
import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.reading.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of {@code env}: the environment variables of containers and guests. */
final class EnvironmentGrammar {
    // The inherited variables, in the form of {@code Environment}: an empty optional means all variables, an empty list
    // means none.
    private static final ValueType<Optional<List<String>>> INHERITED = listOr(
            list(words("the name of an environment variable")).map(Optional::of),
            bool().map(all -> all ? Optional.empty() : Optional.of(List.of())));

    private static final Field<Optional<List<String>>> INHERIT = Field.withDefault(
            "inherit",
            INHERITED,
            "true",
            "Which of the node's own variables the process gets: all (true), none (false), or the variables in a "
                    + "list.");

    private static final Field<Map<String, Secret>> VARS = Field.withDefault(
            "vars",
            argumentMap("[^=\\x00-\\x1f\\x7f]+", "the name of an environment variable", hiddenArgument()),
            "{}",
            "Variables that are added or replaced.");

    static final Field<Environment> ENV = Field.withDefault(
            "env",
            ObjectType.named("environment", "The environment variables of a process.")
                    .fields(INHERIT, VARS)
                    .into(values -> new Environment(values.get(INHERIT), revealed(values.get(VARS)))),
            "{}",
            "The environment variables of the process.");

    private EnvironmentGrammar() {}

    private static Map<String, String> revealed(Map<String, Secret> variables) {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().reveal()));
    }
}
