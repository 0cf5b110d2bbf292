package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a node is managed while it runs.
 *
 * @param enabled whether the node can be managed while it runs
 * @param socket the Unix domain socket of the management realm; if empty, it is beside the configuration file
 * @param realm a realm of a router worker in which the management procedures are also registered, if there is one
 */
public record Management(boolean enabled, Optional<Path> socket, Optional<String> realm) {
    /** The default: the node is managed only through the socket beside its configuration file. */
    public static final Management DEFAULT = new Management(true, Optional.empty(), Optional.empty());

    /** Returns the management socket of a node; empty if the node has none. */
    public Optional<Path> socketOf(Path configurationFile) {
        if (!enabled) {
            return Optional.empty();
        }
        return Optional.of(socket.orElseGet(() -> socketBeside(configurationFile)));
    }

    /** Returns the management socket of a node whose configuration names no socket. */
    public static Path socketBeside(Path configurationFile) {
        Path file = configurationFile.toAbsolutePath().normalize();
        return file.resolveSibling(file.getFileName() + ".sock");
    }
}
