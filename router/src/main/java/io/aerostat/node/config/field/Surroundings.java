package io.aerostat.node.config.field;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a configuration refers to outside of itself.
 *
 * @param folder the folder of the configuration file: relative paths start there
 * @param variables looks up an environment variable
 */
public record Surroundings(Path folder, Function<String, Optional<String>> variables) {

    /** The environment of this process. */
    public static Surroundings of(Path folder) {
        return new Surroundings(folder, name -> Optional.ofNullable(System.getenv(name)));
    }
}
