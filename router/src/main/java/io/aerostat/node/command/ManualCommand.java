package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Version;
import io.aerostat.command.manual.ManualPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code man}: writes the pages of the manual into a folder; the build of the distribution runs it. */
final class ManualCommand implements Callable<Integer> {
    private final CommandSpec spec =
            CommandDescription.of("man", "Writes manual pages, one for each command, into a folder.", this);
    private final PositionalParamSpec folder = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("DIR")
            .description("The folder, which is created.")
            .build();

    ManualCommand() {
        spec.addPositional(folder);
        spec.usageMessage().hidden(true);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the pages were written",
                ExitCode.FAILED,
                "a page cannot be written",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        Path target = folder.getValue();
        CommandSpec program = NodeCommand.commandLine().getCommandSpec();
        try {
            Files.createDirectories(target);
            write(target, "aerostat", program);
            for (Map.Entry<String, CommandLine> command : program.subcommands().entrySet()) {
                CommandSpec described = command.getValue().getCommandSpec();
                if (!described.usageMessage().hidden()) {
                    write(target, "aerostat-" + command.getKey(), described);
                }
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            spec.commandLine().getErr().println(target + ": a page cannot be written: " + e);
            return ExitCode.FAILED;
        }
    }

    private static void write(Path folder, String name, CommandSpec described) throws IOException {
        Files.writeString(
                folder.resolve(name + ".1"), ManualPage.of(name, described, Version.current()), StandardCharsets.UTF_8);
    }
}
