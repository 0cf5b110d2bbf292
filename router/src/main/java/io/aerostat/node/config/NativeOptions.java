package io.aerostat.node.config;

import io.aerostat.host.process.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What routers and containers have in common.
 *
 * @param title a name for people
 * @param classpath jars, folders and globs, relative to {@code folder}, from which components are loaded
 * @param folder the folder of the configuration file
 * @param environment the variables of the process, where the worker is one
 */
public record NativeOptions(
        Optional<String> title, List<String> classpath, Path folder, Environment environment) {

    public NativeOptions {
        classpath = List.copyOf(classpath);
    }
}
