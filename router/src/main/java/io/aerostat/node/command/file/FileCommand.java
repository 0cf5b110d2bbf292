package io.aerostat.node.command.file;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** A command that reads a configuration file and writes one. */
abstract class FileCommand implements Callable<Integer> {
    private final CommandSpec spec;
    private final Supplier<Path> file;

    /**
     * @param done the meaning of exit code 0
     * @param failed the meaning of exit code 1
     * @param file the file that the options name
     */
    FileCommand(String name, String description, String done, String failed, Supplier<Path> file) {
        this.spec = CommandDescription.of(name, description, this);
        this.file = file;
        CommandDescription.exitCodes(
                spec, ExitCode.DONE, done, ExitCode.FAILED, failed, ExitCode.USAGE, "the command line is wrong");
    }

    /** Returns the description of the command. */
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final Integer call() {
        try {
            spec.commandLine().getOut().println(rewrite(RewrittenFile.read(file.get())));
            return ExitCode.DONE;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        }
    }

    /** Does the work; returns the line for the user. */
    abstract String rewrite(RewrittenFile source) throws CommandFailure;
}
