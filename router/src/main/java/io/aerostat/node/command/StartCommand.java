package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.node.logging.LogFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code start}: starts the node, with the options of Crossbar.io. */
final class StartCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 1_000_000;
    private static final String LOG_FILE = "node.log";

    private final NodeClient node = new NodeClient();
    private final CommandSpec spec = CommandDescription.of("start", "Starts the node and runs until it ends.", this);
    private final OptionSpec level =
            Flags.text("--loglevel", "LEVEL", "What is logged: none, error, warn, info, debug or trace.", "info");
    private final OptionSpec format = Flags.text(
            "--logformat",
            "FORMAT",
            "The form of the log: text (or standard, syslogd, none), json, or journal (text for systemd).",
            "text");
    private final OptionSpec color = Flags.text("--color", "WHEN", "Accepted, without effect: the log has no colors.");
    private final OptionSpec toFile = Flags.of(
            "--logtofile",
            "Writes the log to the file node.log instead of the standard output. Each day has a file of its own.");
    private final OptionSpec logFolder = Flags.text(
            "--logdir", "DIR", "The folder of the log file. By default, the folder of the configuration file.");
    private final OptionSpec after = Flags.text("--shutdownafter", "SECONDS", "Ends the node after this time.");

    StartCommand() {
        node.addTo(spec);
        spec.addOption(level)
                .addOption(format)
                .addOption(color)
                .addOption(toFile)
                .addOption(logFolder)
                .addOption(after);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the node ran and was asked to end",
                ExitCode.FAILED,
                "the configuration is wrong, the node could not start, or runs already",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        try {
            StartOptions options = new StartOptions(node.file(), level(), format(), logFile());
            @Nullable String seconds = Flags.valueOf(after);
            int limit = seconds == null ? 0 : Flags.number(after, 1, LONGEST_SECONDS);
            switch (node.state()) {
                case RUNNING ->
                    throw new CommandFailure(ExitCode.FAILED, options.file() + ": the node of this file runs already");
                case UNKNOWN ->
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            options.file()
                                    + ": a process that does not answer uses the management socket of this node");
                case STOPPED -> {
                    // Nothing prevents the start.
                }
            }
            return NodeStart.run(options, spec.commandLine().getErr(), limit);
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        }
    }

    private @Nullable Path logFile() {
        if (!Flags.isSet(toFile)) {
            return null;
        }
        @Nullable String named = Flags.valueOf(logFolder);
        return named == null
                ? node.file().resolveSibling(LOG_FILE)
                : Path.of(named).resolve(LOG_FILE);
    }

    private Level level() throws CommandFailure {
        String name = String.valueOf(Flags.valueOf(level)).toUpperCase(Locale.ROOT);
        if (name.equals("NONE")) {
            return Level.ERROR;
        }
        for (Level known : Level.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw CommandFailure.usage("--loglevel: found \"" + Flags.valueOf(level)
                + "\" (expected none, error, warn, info, debug or trace)");
    }

    private LogFormat format() throws CommandFailure {
        return switch (String.valueOf(Flags.valueOf(format)).toLowerCase(Locale.ROOT)) {
            case "text", "standard", "syslogd", "none" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            case "journal" -> LogFormat.JOURNAL;
            default ->
                throw CommandFailure.usage("--logformat: found \"" + Flags.valueOf(format)
                        + "\" (expected text, standard, syslogd, none, json or journal)");
        };
    }
}
