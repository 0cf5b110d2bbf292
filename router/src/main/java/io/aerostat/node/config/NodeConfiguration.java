package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole node configuration, version 2.
 *
 * @param controller the options of the node itself
 * @param workers the workers in the order of the file, without disabled workers
 * @param cluster the cluster of the node, if it has one
 * @param privateFiles files that no file service sends: keys, stores and the configuration itself
 * @param shown the file as operators see it, without secrets; empty if there is no file
 */
public record NodeConfiguration(
        Controller controller,
        List<Worker> workers,
        Optional<ClusterConfiguration> cluster,
        Set<Path> privateFiles,
        Map<String, @Nullable Object> shown) {
    public NodeConfiguration {
        workers = List.copyOf(workers);
        privateFiles = Set.copyOf(privateFiles);
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    }

    /** Creates a configuration that is not shown to operators. */
    public NodeConfiguration(
            Controller controller,
            List<Worker> workers,
            Optional<ClusterConfiguration> cluster,
            Set<Path> privateFiles) {
        this(controller, workers, cluster, privateFiles, Map.of());
    }

    /** Returns this configuration as operators see it: the file without secrets. */
    public NodeConfiguration shownAs(Map<String, @Nullable Object> values) {
        return new NodeConfiguration(controller, workers, cluster, privateFiles, values);
    }

    /** Creates a configuration without a cluster and without private files. */
    public NodeConfiguration(Controller controller, List<Worker> workers) {
        this(controller, workers, Optional.empty(), Set.of());
    }

    /** Returns this configuration with one more private file. */
    public NodeConfiguration withPrivateFile(Path file) {
        Set<Path> files = new HashSet<>(privateFiles);
        files.add(file);
        return new NodeConfiguration(controller, workers, cluster, files, shown);
    }

    /** Returns the workers of one kind. */
    public <W extends Worker> List<W> workers(Class<W> kind) {
        return workers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
