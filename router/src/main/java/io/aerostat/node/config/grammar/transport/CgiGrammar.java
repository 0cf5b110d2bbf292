package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.router.listener.Cgi;
import io.aerostat.router.listener.PathService;
import java.nio.file.Path;
import java.time.Duration;

/** The keys of the service that runs programs to answer requests. */
final class CgiGrammar {
    private static final Field<Path> DIRECTORY =
            Field.required("directory", FileTypes.FOLDER_TO_COME, "The folder of the scripts, relative to this file.");
    private static final Field<String> PROCESSOR = Field.required(
            "processor",
            path(words("the path or name of a program")),
            "The program that runs the scripts, such as `/usr/bin/perl`: an absolute path, or a name on the PATH.");

    private static final Field<Integer> PROGRAMS = Field.withDefault(
            "max_programs",
            integer(1, 1000),
            "8",
            "The largest number of programs that run at the same time; further requests get 503.");
    private static final Field<Duration> TIMEOUT = Field.withDefault(
            "timeout",
            integer(1, 86_400).map(Duration::ofSeconds),
            "30",
            "Seconds that a program may run; after that, the program is ended, and the status is 504.");
    private static final Field<Integer> MAX_INPUT = Field.withDefault(
            "max_body_size", integer(1, 1 << 30), "1048576", "The largest size of a request's body, in bytes.");
    private static final Field<Integer> MAX_OUTPUT = Field.withDefault(
            "max_output",
            integer(1, 1 << 30),
            "10485760",
            "The largest number of bytes that a program may write; if it writes more, the program is ended, and the "
                    + "status is 502.");

    private static final Field<Cgi.Limits> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("cgi options", "Limits of the programs.")
                    .fields(PROGRAMS, TIMEOUT, MAX_INPUT, MAX_OUTPUT)
                    .into(values -> new Cgi.Limits(
                            values.get(PROGRAMS), values.get(TIMEOUT), values.get(MAX_INPUT), values.get(MAX_OUTPUT))),
            "{}",
            "Limits of the programs.");

    static final ObjectType<PathService> SERVICE = ObjectType.named("cgi service", "Runs a program for each request.")
            .fields(
                    Field.required("type", word("cgi"), "The kind of service."),
                    Names.id("service"),
                    DIRECTORY,
                    PROCESSOR,
                    OPTIONS)
            .into(values -> new Cgi(values.get(DIRECTORY), values.get(PROCESSOR), values.get(OPTIONS)));

    private CgiGrammar() {}
}
