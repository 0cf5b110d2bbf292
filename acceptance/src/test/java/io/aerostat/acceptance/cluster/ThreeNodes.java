package io.aerostat.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The nodes {@code a}, {@code b} and {@code c} of one cluster. */
final class ThreeNodes implements AutoCloseable {
    private final Path folder;
    final ClusterNode a;
    final ClusterNode b;
    final ClusterNode c;

    /**
     * Writes the configurations of three nodes, but does not start the nodes.
     *
     * @param servers returns the addresses of NATS servers for the node with the given name, in quotation marks
     * @param more further keys of the section {@code cluster}
     * @param prefix returns the words before the command of the node with the given name
     */
    ThreeNodes(Function<String, String> servers, String more, Function<String, List<String>> prefix) {
        try {
            folder = Files.createTempDirectory("aerostat");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        a = new ClusterNode("a", folder, "\"servers\": [" + servers.apply("a") + "]", more, prefix.apply("a"));
        b = new ClusterNode("b", folder, "\"servers\": [" + servers.apply("b") + "]", more, prefix.apply("b"));
        c = new ClusterNode("c", folder, "\"servers\": [" + servers.apply("c") + "]", more, prefix.apply("c"));
    }

    /** Starts three nodes that use this server, and waits until they are ready. */
    static ThreeNodes start(String server) {
        return of(server, "").awaitStarted();
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Writes the configurations of three nodes that use this server, but does not start the nodes. */
    static ThreeNodes of(String server, String more) {
        return new ThreeNodes(node -> quoted(server), more, node -> List.of());
    }

    List<ClusterNode> all() {
        return List.of(a, b, c);
    }

    /** Starts the nodes that are not running, and waits until all nodes are ready and have the same rows. */
    ThreeNodes awaitStarted() {
        all().stream().filter(node -> !node.isAlive()).forEach(ClusterNode::launch);
        all().forEach(ClusterNode::awaitListening);
        awaitEqual();
        return this;
    }

    /** Waits until each node is ready and has every node's rows, and returns the duration of the wait. */
    Duration awaitEqual() {
        long start = System.nanoTime();
        await("equal tables on all nodes")
                .atMost(Scale.SOON)
                .pollInterval(Duration.ofMillis(50))
                // A node opens its management realm shortly after it is ready.
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(this::assertEqual);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void assertEqual() {
        Map<?, ?> rows = a.rows();
        assertThat(rows).hasSize(all().size());
        for (ClusterNode node : all()) {
            assertThat(node.reasons()).as("reasons of %s", node.name()).isEmpty();
            assertThat(node.rows()).as("rows at %s", node.name()).isEqualTo(rows);
        }
    }

    /** Runs {@code router.jar cluster}, which compares all nodes. */
    Program.Outcome compare() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Surroundings.routerJar().toString(),
                "cluster"));
        all().forEach(node ->
                command.addAll(List.of("--config", node.configuration().toString())));
        return Program.run(folder, Map.of(), Scale.SOON, command);
    }

    @Override
    public void close() {
        all().forEach(ClusterNode::close);
        try {
            for (String file : List.of("key.priv", "key.pub")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
