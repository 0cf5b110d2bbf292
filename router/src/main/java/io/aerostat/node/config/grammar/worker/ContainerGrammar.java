package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.argument;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.host.container.ComponentShutdown;
import io.aerostat.host.process.Environment;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys of a worker of type {@code container}. */
public final class ContainerGrammar {
    private static final ValueType<String> JVM_OPTION =
            argument(words("an option of the java command such as \"-Xmx256m\""));

    private static final Field<List<String>> JVM_OPTIONS = Field.withDefault(
            "jvm_options",
            list(JVM_OPTION),
            "[]",
            "Options of the `java` command. An option that sets the heap replaces the default, which is a quarter of "
                    + "the memory, at least 256 MiB.");

    private static final Field<ComponentShutdown> SHUTDOWN = Field.withDefault(
            "shutdown",
            choice(ContainerGrammar::optionWord, ComponentShutdown.values()),
            "\"shutdown-manual\"",
            "When the process ends by itself. After that, it is not started again.");

    private static final Field<Optional<RestartPolicy.Mode>> RESTART = Field.optional(
            "restart",
            choice(
                    mode -> "restart-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    RestartPolicy.Mode.values()),
            "When a component that has ended, or the process of the container, is started again. By default, they are "
                    + "started again only after a failure.");

    private static final Field<Options> OPTIONS = Field.withDefault(
            "options",
            NativeOptionsGrammar.builder("container options", EnvironmentGrammar.ENV, JVM_OPTIONS, SHUTDOWN, RESTART)
                    .check(ContainerGrammar::restartFitsShutdown)
                    .into(values -> new Options(
                            NativeOptionsGrammar.read(values),
                            values.get(EnvironmentGrammar.ENV),
                            values.get(JVM_OPTIONS),
                            values.get(SHUTDOWN),
                            values.get(RESTART),
                            NativeOptionsGrammar.isDisabled(values))),
            "{}",
            "Options of the worker.");

    private static final Field<Optional<String>> ID = Names.label("worker");

    private static final Field<List<ContainerComponent>> COMPONENTS = Field.withDefault(
            "components",
            list(ComponentGrammar.IN_CONTAINER),
            "[]",
            "The components that run in the process, started in this order.");

    public static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "container worker", "A separate JVM process with components that connect like any client.")
            .fields(
                    Field.required("type", word("container"), "The kind of worker."),
                    ID,
                    OPTIONS,
                    COMPONENTS,
                    Field.ignoredAlike("connections", "Database connections."),
                    Manhole.FIELD)
            .into(values -> {
                Options options = values.get(OPTIONS);
                return options.disabled
                        ? Optional.empty()
                        : Optional.of(new ContainerWorker(
                                values.idOr(ID, "worker"),
                                options.options,
                                options.environment,
                                options.jvmOptions,
                                options.shutdown,
                                options.restart,
                                values.get(COMPONENTS),
                                values.origin()));
            });

    private ContainerGrammar() {}

    private static String optionWord(ComponentShutdown shutdown) {
        String on = shutdown == ComponentShutdown.MANUAL ? "" : "on-";
        return "shutdown-" + on + shutdown.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean restartFitsShutdown(LocatedObject options, Reading reading) {
        String shutdown = options.member("shutdown").flatMap(LocatedValue::text).orElse("shutdown-manual");
        String restart = options.member("restart").flatMap(LocatedValue::text).orElse("");
        Set<String> impossible = switch (restart) {
            case "restart-always" ->
                Set.of(
                        optionWord(ComponentShutdown.LAST_COMPONENT_STOPPED),
                        optionWord(ComponentShutdown.ANY_COMPONENT_FAILED),
                        optionWord(ComponentShutdown.ANY_COMPONENT_STOPPED));
            case "restart-on-failed" -> Set.of(optionWord(ComponentShutdown.ANY_COMPONENT_FAILED));
            default -> Set.of();
        };
        if (impossible.contains(shutdown)) {
            reading.member("restart")
                    .problem(
                            options.member("restart").orElseThrow().at(),
                            "found \"" + restart + "\" (it cannot be combined with \"" + shutdown + "\")");
            return false;
        }
        return true;
    }

    private record Options(
            NativeOptions options,
            Environment environment,
            List<String> jvmOptions,
            ComponentShutdown shutdown,
            Optional<RestartPolicy.Mode> restart,
            boolean disabled) {}
}
