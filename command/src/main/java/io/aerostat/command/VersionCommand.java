package io.aerostat.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code version}: prints the versions of the program and of its Java runtime. */
final class VersionCommand implements Callable<Integer> {
    private final CommandSpec spec =
            CommandDescription.of("version", "Prints the version of Aerostat and of the Java runtime.", this);

    VersionCommand() {
        CommandDescription.exitCodes(
                spec, ExitCode.DONE, "everything was done", ExitCode.USAGE, "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println("aerostat " + Version.current());
        spec.commandLine()
                .getOut()
                .println("java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        return ExitCode.DONE;
    }
}
