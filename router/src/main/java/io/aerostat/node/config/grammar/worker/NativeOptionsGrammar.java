package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.either;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.reading.ValueType;
import java.util.List;
import java.util.Optional;

/** The keys of {@code options} that routers and containers have in common. */
final class NativeOptionsGrammar {
    private static final Field<Optional<String>> TITLE = Field.optional("title", text(), "A name for people to read.");

    private static final Field<List<String>> CLASSPATH = Field.withDefault(
            "classpath",
            list(path(words("a jar, a folder of classes, or a glob such as \"lib/*.jar\""))),
            "[]",
            "The jars, folders of classes and globs from which the components are loaded, relative to this file. This "
                    + "key replaces Crossbar.io's `pythonpath`.");

    private static final ValueType<Boolean> VARIABLE_IS_SET = text("\\$\\{[A-Za-z_][A-Za-z0-9_]*}", "\"${VAR}\"")
            .checked((variable, at) -> {
                String name = variable.substring(2, variable.length() - 1);
                return Optional.of(!at.reading().variable(name).orElse("").isEmpty());
            });

    private static final Field<Boolean> DISABLED = Field.withDefault(
            "disabled",
            either(word -> true, VARIABLE_IS_SET, bool()),
            "false",
            "Whether the node skips this worker. With \"${VAR}\", the worker is skipped if the environment variable "
                    + "is set, to any value.");

    private static final Field<List<Integer>> PROCESSORS = Field.withDefault(
            "cpu_affinity",
            list(integer(0, 1023)),
            "[]",
            "The processors on which the worker runs, by their numbers from 0; an empty list means all processors. A "
                    + "router has one event loop for each number. The key needs Linux and the program `taskset`. "
                    + "Processors that the node may not use are left out, with a warning.");

    private NativeOptionsGrammar() {}

    /**
     * Starts to build the type of native options.
     *
     * @param more the keys that only this kind of worker has
     */
    static ObjectType.Builder builder(String name, Field<?>... more) {
        return ObjectType.named(name, "Options of the worker.")
                .fields(TITLE, CLASSPATH, PROCESSORS, DISABLED)
                .fields(more)
                .fields(
                        Field.withoutEffect("pythonpath", "\"classpath\" takes its place"),
                        Field.withoutEffect("python", "components are Java classes; a guest names its own interpreter"),
                        Field.ignoredAlike("extra", "Settings for workers of other kinds."),
                        Field.ignoredAlike("expose_controller", "Whether components may manage their worker."),
                        Field.ignoredAlike("expose_shared", "Whether components share objects."));
    }

    static NativeOptions read(Values values) {
        return new NativeOptions(values.get(TITLE), values.get(CLASSPATH), values.get(PROCESSORS), values.folder());
    }

    static boolean isDisabled(Values values) {
        return values.get(DISABLED);
    }
}
