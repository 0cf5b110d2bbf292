package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.argument;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.either;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.someOf;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.host.guest.GuestConfiguration;
import io.aerostat.host.guest.GuestConfiguration.OutputMode;
import io.aerostat.host.guest.GuestConfiguration.Watch;
import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Stdin;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.JsonText;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of a worker of type {@code guest}. */
public final class GuestGrammar {
    private static final Field<Path> WORKDIR =
            Field.withDefault("workdir", FileTypes.PATH, "\".\"", "The working directory, relative to this file.");

    private static final Field<LocatedValue> STDIN_VALUE =
            Field.required("value", anything(), "A JSON value that is written once.");
    private static final Field<Boolean> STDIN_CLOSE =
            Field.withDefault("close", bool(), "true", "Whether the standard input is closed after the value.");

    private static final ObjectType<Stdin> STDIN_JSON = ObjectType.named(
                    "standard input", "A JSON value for a program to read.")
            .fields(
                    Field.required("type", word("json"), "The format in which the value is written."),
                    STDIN_VALUE,
                    STDIN_CLOSE)
            .into(values -> new Stdin.Text(JsonText.of(values.get(STDIN_VALUE).plain()), values.get(STDIN_CLOSE)));

    private static final ValueType<Stdin> STDIN_CLOSED = word("close").map(close -> new Stdin.Closed());

    private static final Field<Optional<Stdin>> STDIN = Field.optional(
            "stdin",
            either(word -> true, STDIN_CLOSED, STDIN_JSON),
            "The content of the program's standard input. Without this key, the input is open and empty.");

    private static final Field<OutputMode> STDOUT = output("stdout", "standard output");
    private static final Field<OutputMode> STDERR = output("stderr", "standard error");

    private static final Field<List<Path>> DIRECTORIES = Field.required(
            "directories",
            someOf(FileTypes.FOLDER_TO_WATCH),
            "The folders, relative to this file, with everything below them.");
    private static final Field<Optional<String>> ACTION = Field.optional(
            "action", word("restart"), "The action when a file has changed. By default, nothing happens.");
    private static final Field<Duration> QUIET = Field.withDefault(
            "timeout",
            integer(0, 3600).map(Duration::ofSeconds),
            "1",
            "Seconds without a further change before the action happens.");

    // The inner optional is empty if a change of the folders has no effect.
    private static final Field<Optional<Optional<Watch>>> WATCH = Field.optional(
            "watch",
            ObjectType.named("watch", "Folders that the node watches for changes.")
                    .fields(DIRECTORIES, ACTION, QUIET)
                    .into(values ->
                            values.get(ACTION).flatMap(restart -> watch(values.get(DIRECTORIES), values.get(QUIET)))),
            "Watches folders, and restarts the program when files change if `action` is `restart`.");

    private static final Field<Options> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("guest options", "Options of the worker.")
                    .fields(WORKDIR, EnvironmentGrammar.ENV, STDIN, STDOUT, STDERR, WATCH)
                    .into(values -> new Options(
                            values.get(WORKDIR),
                            values.get(EnvironmentGrammar.ENV),
                            values.get(STDIN).orElseGet(Stdin.Open::new),
                            values.get(STDOUT),
                            values.get(STDERR),
                            values.get(WATCH).flatMap(watch -> watch))),
            "{}",
            "Options of the worker.");

    private static final Field<Optional<String>> ID = Names.label("worker");

    private static final Field<String> EXECUTABLE = Field.required(
            "executable",
            path(argument(words("a program"))),
            "The program: a path relative to the working directory, or a name on the search path.");

    private static final Field<List<String>> ARGUMENTS =
            Field.withDefault("arguments", list(argument(text())), "[]", "The program's arguments.");

    public static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "guest worker", "Another program, which the node starts, watches and restarts.")
            .fields(Field.required("type", word("guest"), "The kind of worker."), ID, EXECUTABLE, ARGUMENTS, OPTIONS)
            .into(values -> {
                Options options = values.get(OPTIONS);
                return Optional.of(new GuestWorker(
                        new GuestConfiguration(
                                values.idOr(ID, "worker"),
                                values.get(EXECUTABLE),
                                values.get(ARGUMENTS),
                                options.workdir,
                                options.environment,
                                options.stdin,
                                options.stdout,
                                options.stderr,
                                options.watch),
                        values.origin()));
            });

    private GuestGrammar() {}

    private static Optional<Watch> watch(List<Path> directories, Duration quiet) {
        List<Path> existing = directories.stream().filter(Files::exists).toList();
        return existing.isEmpty() ? Optional.empty() : Optional.of(new Watch(existing, quiet));
    }

    private static Field<OutputMode> output(String key, String what) {
        return Field.withDefault(
                key,
                choice(use -> use.name().toLowerCase(Locale.ROOT), OutputMode.values()),
                "\"log\"",
                "Whether the " + what + " is logged line by line, dropped, or closed.");
    }

    private record Options(
            Path workdir,
            Environment environment,
            Stdin stdin,
            OutputMode stdout,
            OutputMode stderr,
            Optional<Watch> watch) {}
}
