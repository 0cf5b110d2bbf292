package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A whole node configuration, version 2.
 *
 * @param controller the options of the node itself
 * @param workers in the order of the file, without disabled ones
 * @param cluster the cluster of which the node is a part, if it is one
 * @param privateFiles keys, stores and the configuration itself, which no file service sends
 */
public record NodeConfiguration(
        Controller controller, List<Worker> workers, Optional<ClusterConfiguration> cluster, Set<Path> privateFiles) {
    public NodeConfiguration {
        workers = List.copyOf(workers);
        privateFiles = Set.copyOf(privateFiles);
    }

    /** Creates a configuration without a cluster and without private files. */
    public NodeConfiguration(Controller controller, List<Worker> workers) {
        this(controller, workers, Optional.empty(), Set.of());
    }

    /** Returns this configuration with one more private file. */
    public NodeConfiguration withPrivateFile(Path file) {
        Set<Path> files = new HashSet<>(privateFiles);
        files.add(file);
        return new NodeConfiguration(controller, workers, cluster, files);
    }

    /** Returns the workers of one kind. */
    public <W extends Worker> List<W> workers(Class<W> kind) {
        return workers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
