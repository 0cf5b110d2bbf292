package io.aerostat.node.command.file;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Flags;
import io.aerostat.node.config.grammar.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code convert}: writes a valid JSON configuration as a YAML file beside it, or a YAML configuration as JSON. */
public final class ConvertCommand extends FileCommand {
    private final OptionSpec force = Flags.of("--force", "Replaces a file of the other format that is there already.");

    /** @param file the file that the options name */
    public ConvertCommand(Supplier<Path> file) {
        super(
                "convert",
                "Converts a configuration file from JSON to YAML, or from YAML to JSON, in a new file beside it.",
                "the file was written",
                "there are problems, or the file is there already",
                file);
        spec().addOption(force);
    }

    @Override
    String rewrite(RewrittenFile source) throws CommandFailure {
        Path target = source.format().beside(source.path());
        if (Files.exists(target) && !Flags.isSet(force)) {
            throw RewrittenFile.failure(target + ": the file is there already (expected none, or --force)");
        }
        check(source);
        source.write(target, source.format().other().write(source.value()));
        return target + ": written";
    }

    /** Checks the configuration. */
    private static void check(RewrittenFile source) throws CommandFailure {
        ConfigurationFile read = ConfigurationFile.read(source.path());
        if (read.configuration().isEmpty()) {
            throw RewrittenFile.failure(String.join(System.lineSeparator(), read.problemLines()));
        }
    }
}
