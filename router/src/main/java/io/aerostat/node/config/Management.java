package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a node is managed while it runs.
 *
 * @param enabled whether it can be managed at all
 * @param socket the Unix domain socket of the management realm; if empty, it is beside the configuration file
 * @param realm a realm of a router worker that gets the same procedures, for roles with the permission to call them
 */
public record Management(boolean enabled, Optional<Path> socket, Optional<String> realm) {
    /** Management only by the socket beside the configuration file. */
    public static final Management DEFAULT = new Management(true, Optional.empty(), Optional.empty());

    /** Returns the socket of a node, which is empty if it has none. */
    public Optional<Path> socketOf(Path configurationFile) {
        if (!enabled) {
            return Optional.empty();
        }
        return Optional.of(socket.orElseGet(() -> socketBeside(configurationFile)));
    }

    /** Returns the socket of a node whose configuration names none. */
    public static Path socketBeside(Path configurationFile) {
        Path file = configurationFile.toAbsolutePath().normalize();
        return file.resolveSibling(file.getFileName() + ".sock");
    }
}
