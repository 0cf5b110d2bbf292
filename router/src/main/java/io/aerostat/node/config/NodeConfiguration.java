package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole node configuration, version 2.
 *
 * @param controller what concerns the node itself
 * @param workers in the order of the file, without those that are disabled
 * @param privateFiles keys, stores and the configuration itself: no service of files hands them out
 */
public record NodeConfiguration(Controller controller, List<Worker> workers, Set<Path> privateFiles) {
    public NodeConfiguration {
        workers = List.copyOf(workers);
        privateFiles = Set.copyOf(privateFiles);
    }

    /** Without files that are to be kept private. */
    public NodeConfiguration(Controller controller, List<Worker> workers) {
        this(controller, workers, Set.of());
    }

    /** The same, with one more file that is to be kept private. */
    public NodeConfiguration withPrivateFile(Path file) {
        Set<Path> files = new HashSet<>(privateFiles);
        files.add(file);
        return new NodeConfiguration(controller, workers, files);
    }

    /** The workers of one kind. */
    public <W extends Worker> List<W> workers(Class<W> kind) {
        return workers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
