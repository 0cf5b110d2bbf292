package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Prerequisites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code check}: reads a configuration file and reports everything that is wrong with it, without starting anything.
 */
final class CheckCommand implements Callable<Integer> {
    private final ConfigurationOption configuration = new ConfigurationOption();
    private final CommandSpec spec = CommandDescription.of(
            "check",
            "Reports all problems of a configuration file, and all parts that could never start or work.",
            this);

    CheckCommand() {
        configuration.addTo(spec);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the file is right",
                ExitCode.FAILED,
                "there are problems",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        // Limits the log to errors, because libraries that read certificates log every step.
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        ConfigurationFile file = ConfigurationFile.read(configuration.file());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        file.problemLines().forEach(err::println);
        if (file.configuration().isEmpty()) {
            return 1;
        }
        List<String> doubts = new ArrayList<>(file.warningLines());
        doubts.addAll(Prerequisites.doubts(file.configuration().get(), file.name()));
        doubts.forEach(err::println);
        file.noticeLines().forEach(out::println);
        if (!doubts.isEmpty()) {
            return 1;
        }
        out.println(file.name() + ": ok");
        return 0;
    }
}
