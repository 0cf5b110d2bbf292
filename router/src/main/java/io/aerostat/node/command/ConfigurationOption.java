package io.aerostat.node.command;

import io.aerostat.node.config.located.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --config} and its default. */
final class ConfigurationOption {
    private final OptionSpec option = OptionSpec.builder("-c", "--config")
            .type(Path.class)
            .converters(new ToPath())
            .paramLabel("FILE")
            .description("The configuration file, in JSON or YAML. By default: the file in the folder $CROSSBAR_DIR, or"
                    + " ./config.json or ./config.yaml, then .crossbar/config.json or .crossbar/config.yaml.")
            .build();

    private final OptionSpec folder = OptionSpec.builder("--cbdir")
            .type(Path.class)
            .converters(new ToPath())
            .paramLabel("DIR")
            .description("The folder of the configuration file, as Crossbar.io names it.")
            .build();

    /** A class instead of a lambda, for the reason given in {@code io.aerostat.command.ClientCommands}. */
    private static final class ToPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException unknown) {
                throw new TypeConversionException(
                        "found \"" + Problem.printable(text) + "\" (expected a file in characters of"
                                + " this process's locale; set LC_ALL=C.UTF-8 for the router)");
            }
        }
    }

    void addTo(CommandSpec spec) {
        spec.addOption(option).addOption(folder);
    }

    /**
     * Returns the file that the user has named. Otherwise, returns the first default file that exists, or the first
     * default file if none exists.
     */
    Path file() {
        @Nullable Path named = option.getValue();
        @Nullable Path directory = folder.getValue();
        if (directory == null) {
            return StartOptions.file(named);
        }
        if (named != null) {
            return StartOptions.beside(directory).resolve(named);
        }
        return StartOptions.inFolder(directory);
    }
}
