package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options that routers and containers share.
 *
 * @param title a name for people to read
 * @param classpath jars, folders and globs, relative to {@code folder}, from which components are loaded
 * @param processors the numbers of the processors on which the worker runs; empty for all processors
 * @param folder the folder of the configuration file
 */
public record NativeOptions(Optional<String> title, List<String> classpath, List<Integer> processors, Path folder) {

    public NativeOptions {
        classpath = List.copyOf(classpath);
        processors = processors.stream().distinct().sorted().toList();
    }

    /** Returns a copy with the processors of other options. */
    NativeOptions onProcessorsOf(NativeOptions other) {
        return new NativeOptions(title, classpath, other.processors, folder);
    }

    /**
     * Returns the options of a worker that replaces this worker and another worker: the class paths and processors of
     * both workers, and this worker's other options.
     */
    NativeOptions joinedBy(NativeOptions other) {
        return new NativeOptions(
                title,
                Stream.concat(classpath.stream(), other.classpath.stream())
                        .distinct()
                        .toList(),
                processors.isEmpty() || other.processors.isEmpty()
                        ? processors
                        : Stream.concat(processors.stream(), other.processors.stream())
                                .toList(),
                folder);
    }
}
