package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.RawSocketConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a cluster: {@code router.jar} as a process that can be started again with the same configuration. */
final class ClusterNode implements AutoCloseable {
    /** The realm of the tests, in which all clients may do everything. */
    static final String REALM = "realm1";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CONFIGURATION = """
            {"version": 2,
             "cluster": {"name": "%s", "node": "%s", "members": 3, "missed_heartbeats": %d,
               "engine": {"type": "nats", %s}%s},
             "workers": [{"type": "router", "id": "main",
               "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
               "transports": [
                 {"type": "rawsocket", "id": "unix", "options": {"auto_ping_interval": 120000},
                  "endpoint": {"type": "unix", "path": "%s.sock"}},
                 {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                  "paths": {"readyz": {"type": "health", "probe": "ready"}, "ws": {"type": "websocket"}}}]}]}""";

    private final String name;
    private final Path folder;
    private final int port = FreePorts.next();
    private final List<String> prefix;
    private @Nullable RouterProcess process;

    /**
     * Writes the configuration of a node, but does not start the node.
     *
     * @param folder a folder with a short path, because it holds Unix domain sockets
     * @param engine the keys of the section {@code engine}
     * @param more further keys of the section {@code cluster}, each after a comma
     * @param prefix words before the command of the process
     */
    ClusterNode(String name, Path folder, String engine, String more, List<String> prefix) {
        this(name, folder, engine, more, prefix, "failures");
    }

    /** Writes the configuration of a node of another cluster. */
    ClusterNode(String name, Path folder, String engine, String more, List<String> prefix, String cluster) {
        this.name = name;
        this.folder = folder;
        this.prefix = prefix;
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    configuration(),
                    CONFIGURATION.formatted(cluster, name, Scale.MISSED_HEARTBEATS, engine, more, name, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** Returns the socket for clients. */
    Path socket() {
        return folder.resolve(name + ".sock");
    }

    Path configuration() {
        return folder.resolve(name + ".json");
    }

    /** Returns the URL of the node's WebSocket. */
    String url() {
        return "ws://127.0.0.1:" + port + "/ws";
    }

    /** Starts the process, and returns at once. */
    RouterProcess launch() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-jar",
                Surroundings.routerJar().toString(),
                "--config",
                configuration().toString()));
        RouterProcess launched = RouterProcess.launch(new ProcessBuilder(command));
        process = launched;
        return launched;
    }

    RouterProcess process() {
        if (process == null) {
            throw new IllegalStateException("node " + name + " has not been started");
        }
        return process;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Waits until clients can join. */
    void awaitListening() {
        await("node " + name + " listens")
                .atMost(Scale.SOON)
                .until(() -> !process().isAlive() || process().output().text().contains("ready: "));
        assertThat(process().isAlive())
                .as("node %s lives; it printed%n%s", name, process().output().text())
                .isTrue();
    }

    /** Sends a signal to the process, to halt it or to let it continue. */
    void signal(String signal) {
        try {
            assertThat(new ProcessBuilder(
                                    "kill",
                                    "-" + signal,
                                    Long.toString(process().pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Connects a peer and joins. */
    RawPeer join() {
        return RawPeer.connect(name, Encoding.JSON, () -> open(socket())).join(Hello.everything(REALM));
    }

    private static RawSocketConnection open(Path socket) throws IOException {
        return RawSocketConnection.open(ByteStream.unix(socket), Encoding.JSON);
    }

    /** Returns the node's view of the cluster: the answer of {@code aerostat.node.cluster}. */
    Map<String, @Nullable Object> view() {
        try (RawPeer operator = RawPeer.connect(name, Encoding.JSON, () -> open(folder.resolve(name + ".json.sock")))
                .join(Hello.empty("aerostat.node").role("caller"))) {
            operator.call("aerostat.node.cluster");
            return new Message(operator.expect(RESULT).list(3)).dict(0);
        }
    }

    /** Returns why the node is not ready as a part of its cluster. */
    List<String> reasons() {
        return view().get("reasons") instanceof List<?> reasons
                ? reasons.stream().map(String::valueOf).toList()
                : List.of("no answer");
    }

    /** Returns the digests of the rows of all nodes to which this node has a link. */
    Map<?, ?> rows() {
        return view().get("rows") instanceof Map<?, ?> rows ? rows : Map.of();
    }

    /** Returns the number with this name from the node's statistics of links. */
    Object links(String number) {
        Object value = view().get("links") instanceof Map<?, ?> links ? links.get(number) : null;
        return value == null ? "nothing" : value;
    }

    /** Returns the HTTP status of {@code /readyz}. */
    int readiness() throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** Ends the process by SIGKILL, like a power failure. */
    void kill() {
        process().kill();
    }

    /** Ends the process in an orderly way. */
    void stop() {
        process().terminate();
        assertThat(process().awaitExit(Scale.SOON)).isZero();
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
        for (String file : List.of(".json", ".sock", ".json.sock")) {
            try {
                Files.deleteIfExists(folder.resolve(name + file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
