package io.aerostat.node.config.reading;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a configuration refers to outside of itself.
 *
 * @param folder the folder of the configuration file: relative paths start there
 * @param variables looks up an environment variable
 * @param charsets in which characters the operating system can be told of files and arguments
 */
public record Surroundings(Path folder, Function<String, Optional<String>> variables, SystemCharsets charsets) {

    /** With the locale of this process. */
    public Surroundings(Path folder, Function<String, Optional<String>> variables) {
        this(folder, variables, SystemCharsets.ofThisProcess());
    }

    /** The environment of this process. */
    public static Surroundings of(Path folder) {
        return new Surroundings(folder, name -> Optional.ofNullable(System.getenv(name)));
    }
}
