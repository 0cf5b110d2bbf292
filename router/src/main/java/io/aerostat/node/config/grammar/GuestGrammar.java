package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.anything;
import static io.aerostat.node.config.field.Types.bool;
import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.either;
import static io.aerostat.node.config.field.Types.list;
import static io.aerostat.node.config.field.Types.text;
import static io.aerostat.node.config.field.Types.word;
import static io.aerostat.node.config.field.Types.words;

import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Stdin;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.OutputUse;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.ValueType;
import io.aerostat.node.config.located.LocatedValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A worker of type {@code guest}. */
final class GuestGrammar {
    private static final Field<Path> WORKDIR =
            Field.withDefault("workdir", FileTypes.PATH, "\".\"", "The working directory, relative to this file.");

    private static final Field<LocatedValue> STDIN_VALUE =
            Field.required("value", anything(), "A JSON value that is written once.");
    private static final Field<Boolean> STDIN_CLOSE =
            Field.withDefault("close", bool(), "true", "Whether the standard input is closed after it.");

    private static final ObjectType<Stdin> STDIN_JSON = ObjectType.named(
                    "standard input", "A JSON value for a program to read.")
            .fields(Field.required("type", word("json"), "What is written."), STDIN_VALUE, STDIN_CLOSE)
            .into(values -> new Stdin.Text(JsonText.of(values.get(STDIN_VALUE).plain()), values.get(STDIN_CLOSE)));

    private static final ValueType<Stdin> STDIN_CLOSED = word("close").map(close -> new Stdin.Closed());

    private static final Field<Optional<Stdin>> STDIN = Field.optional(
            "stdin",
            either(word -> true, STDIN_CLOSED, STDIN_JSON),
            "What the program finds on its standard input. Without it, the input is open and empty.");

    private static final Field<OutputUse> STDOUT = output("stdout", "standard output");
    private static final Field<OutputUse> STDERR = output("stderr", "standard error");

    private static final Field<Options> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("guest options", "Options of the worker.")
                    .fields(
                            WORKDIR,
                            EnvironmentGrammar.ENV,
                            STDIN,
                            STDOUT,
                            STDERR,
                            Field.planned("watch", "Restart when files change."))
                    .into(values -> new Options(
                            values.get(WORKDIR),
                            values.get(EnvironmentGrammar.ENV),
                            values.get(STDIN).orElseGet(Stdin.Open::new),
                            values.get(STDOUT),
                            values.get(STDERR))),
            "{}",
            "Options of the worker.");

    private static final Field<Optional<String>> ID = Names.label("worker");

    private static final Field<String> EXECUTABLE = Field.required(
            "executable",
            words("a program"),
            "The program: a path relative to the working directory, or a name on the search path.");

    private static final Field<List<String>> ARGUMENTS =
            Field.withDefault("arguments", list(text()), "[]", "The program's arguments.");

    static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "guest worker", "Any other program, started, watched and restarted.")
            .fields(Field.required("type", word("guest"), "The kind of worker."), ID, EXECUTABLE, ARGUMENTS, OPTIONS)
            .into(values -> {
                Options options = values.get(OPTIONS);
                return Optional.of(new GuestWorker(
                        values.idOr(ID, "worker"),
                        values.get(EXECUTABLE),
                        values.get(ARGUMENTS),
                        options.workdir,
                        options.environment,
                        options.stdin,
                        options.stdout,
                        options.stderr,
                        values.origin()));
            });

    private GuestGrammar() {}

    private static Field<OutputUse> output(String key, String what) {
        return Field.withDefault(
                key,
                choice(use -> use.name().toLowerCase(Locale.ROOT), OutputUse.values()),
                "\"log\"",
                "What becomes of the " + what + ": logged line by line, dropped, or closed.");
    }

    private record Options(Path workdir, Environment environment, Stdin stdin, OutputUse stdout, OutputUse stderr) {}
}
