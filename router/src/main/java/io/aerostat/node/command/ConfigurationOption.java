package io.aerostat.node.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --config} and what it means when it is not given. */
final class ConfigurationOption {
    private static final List<Path> PLACES = List.of(Path.of("config.json"), Path.of(".crossbar", "config.json"));

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file. Without it: ./config.json, then .crossbar/config.json.")
    private Optional<Path> file = Optional.empty();

    /** The file that was named, or the first that is there, or the first there could be. */
    Path file() {
        return file.orElseGet(
                () -> PLACES.stream().filter(Files::exists).findFirst().orElse(PLACES.get(0)));
    }
}
