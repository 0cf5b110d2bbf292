package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: prints a script with which bash and zsh complete the commands and options of this program. */
final class CompletionCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandDescription.of(
            "completion", "Prints a script for bash and zsh that completes commands and options.", this);

    CompletionCommand() {
        CommandDescription.exitCodes(
                spec, ExitCode.DONE, "everything was done", ExitCode.USAGE, "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(AutoComplete.bash("aerostat", NodeCommand.commandLine()));
        return ExitCode.DONE;
    }
}
