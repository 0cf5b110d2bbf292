package io.aerostat.node.config;

import java.util.List;

/**
 * A whole node configuration, version 2.
 *
 * @param controller what concerns the node itself
 * @param workers in the order of the file, without those that are disabled
 */
public record NodeConfiguration(Controller controller, List<Worker> workers) {
    public NodeConfiguration {
        workers = List.copyOf(workers);
    }

    /** The workers of one kind. */
    public <W extends Worker> List<W> workers(Class<W> kind) {
        return workers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
