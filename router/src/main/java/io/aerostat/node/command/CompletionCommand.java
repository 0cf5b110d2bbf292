package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: prints a script with which bash and zsh complete the commands and options of this program. */
final class CompletionCommand implements Callable<Integer> {
    /**
     * The lines of the script that change global options of zsh. These lines are removed: their alias does not work in
     * a script that {@code eval} reads, and each completion would print an error.
     */
    private static final Pattern OPTIONS_OF_ZSH =
            Pattern.compile("(?m)^ *(# Make alias a distinct command .*|setopt COMPLETE_ALIASES|alias compopt=.*)\\R");

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
        String script = AutoComplete.bash("aerostat", NodeCommand.commandLine());
        spec.commandLine().getOut().println(OPTIONS_OF_ZSH.matcher(script).replaceAll(""));
        return ExitCode.DONE;
    }
}
