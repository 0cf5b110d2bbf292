package io.aerostat.node.command.file;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code convert}: writes a valid JSON configuration as a YAML file beside it, or a YAML configuration as JSON. */
public final class ConvertCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandDescription.of(
            "convert", "Writes a configuration file in JSON as YAML beside it, and one in YAML as JSON.", this);
    private final Supplier<Path> file;
    private final OptionSpec force = Flags.of("--force", "Replaces a file of the other format that is there already.");

    /** @param file the file that the options name */
    public ConvertCommand(Supplier<Path> file) {
        this.file = file;
        spec.addOption(force);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the file was written",
                ExitCode.FAILED,
                "there are problems, or the file is there already",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        try {
            convert(RewrittenFile.read(file.get()));
            return ExitCode.DONE;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        }
    }

    private void convert(RewrittenFile source) throws CommandFailure {
        Path target = source.format().beside(source.path());
        if (Files.exists(target) && !Flags.isSet(force)) {
            throw RewrittenFile.failure(target + ": the file is there already (expected none, or --force)");
        }
        check(source);
        RewrittenFile.write(target, source.format().other().write(source.value()));
        spec.commandLine().getOut().println(target + ": written");
    }

    /**
     * Checks the configuration. The problems of a YAML file are reported at their places in the JSON written from it.
     */
    private void check(RewrittenFile source) throws CommandFailure {
        Path folder =
                Optional.ofNullable(source.path().toAbsolutePath().getParent()).orElse(Path.of("/"));
        ConfigurationFile read = source.format() == FileFormat.JSON
                ? ConfigurationFile.read(source.path())
                : ConfigurationFile.read(
                        String.valueOf(FileFormat.YAML.beside(source.path())),
                        FileFormat.JSON.write(source.value()),
                        Surroundings.of(folder));
        if (read.configuration().isEmpty()) {
            throw RewrittenFile.failure(String.join(System.lineSeparator(), read.problemLines()));
        }
    }
}
