package io.aerostat.node.run;

import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Extra;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.router.listener.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns if other machines can reach a node that still has the published secrets of the balloon example. Looks for these
 * secrets in the {@code extra} of each component, and in the JSON files that the {@code extra} names. Reads files, so
 * it must not run on an event loop.
 */
final class ExampleSecrets {
    /** The secrets in authenticator/users.json. */
    static final Set<String> PUBLISHED = Set.of("123456", "secret2", "secret3", "prq7+YkJ1/KlW1X0YczMHw==");

    private static final int LARGEST_FILE = 1 << 16;

    private ExampleSecrets() {}

    /** Returns a line for the log; empty if there is nothing to warn about. */
    static Optional<String> warning(NodeConfiguration configuration) {
        List<String> reachable = configuration.workers(RouterWorker.class).stream()
                .flatMap(worker -> worker.listeners().stream())
                .filter(listener -> OtherMachines.canReach(listener.endpoint()))
                .map(Listener::name)
                .toList();
        List<String> owners = reachable.isEmpty() ? List.of() : owners(configuration);
        return owners.isEmpty()
                ? Optional.empty()
                : Optional.of("other machines can connect to transport " + String.join(", ", reachable)
                        + ", and everybody knows the secrets of the example: found some of them in the \"extra\" of "
                        + "component "
                        + String.join(", ", owners)
                        + " (expected secrets of your own, or \"interface\": \"127.0.0.1\")");
    }

    private static List<String> owners(NodeConfiguration configuration) {
        List<String> owners = new ArrayList<>();
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            worker.components().stream()
                    .filter(component -> holdsPublished(component.extra(), worker.options()))
                    .forEach(component -> owners.add(component.id()));
        }
        for (ContainerWorker worker : configuration.workers(ContainerWorker.class)) {
            worker.components().stream()
                    .filter(component -> holdsPublished(component.extra(), worker.options()))
                    .forEach(component -> owners.add(component.id()));
        }
        return owners;
    }

    private static boolean holdsPublished(Extra extra, NativeOptions options) {
        return extra.values().values().stream()
                .anyMatch(value -> isPublished(value) || isFileWithPublished(value, options.folder()));
    }

    private static boolean isPublished(@Nullable Object value) {
        return value instanceof String text && PUBLISHED.contains(text);
    }

    private static boolean isFileWithPublished(@Nullable Object value, Path folder) {
        if (!(value instanceof String name) || !name.endsWith(".json")) {
            return false;
        }
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                return false;
            }
            String content = Files.readString(file, StandardCharsets.UTF_8);
            return PUBLISHED.stream().anyMatch(secret -> content.contains('"' + secret + '"'));
        } catch (IOException | InvalidPathException e) {
            // If the file cannot be read, the component reports the problem.
            return false;
        }
    }
}
