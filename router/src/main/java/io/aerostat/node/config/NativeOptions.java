package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options that routers and containers share.
 *
 * @param title a name for people to read
 * @param classpath jars, folders and globs, relative to {@code folder}, from which components are loaded
 * @param folder the folder of the configuration file
 */
public record NativeOptions(Optional<String> title, List<String> classpath, Path folder) {

    public NativeOptions {
        classpath = List.copyOf(classpath);
    }
}
