package io.aerostat.node.config.reading;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment that a configuration refers to.
 *
 * @param folder the folder of the configuration file; relative paths start there
 * @param variables returns the value of an environment variable, if the variable is set
 * @param charsets the character sets of file names and program arguments
 */
public record Surroundings(Path folder, Function<String, Optional<String>> variables, SystemCharsets charsets) {

    /** Creates the environment of a file, with the character sets of this process. */
    public Surroundings(Path folder, Function<String, Optional<String>> variables) {
        this(folder, variables, SystemCharsets.ofThisProcess());
    }

    /** Returns the environment of a file in the folder, with the variables and character sets of this process. */
    public static Surroundings of(Path folder) {
        return new Surroundings(folder, name -> Optional.ofNullable(System.getenv(name)));
    }
}
