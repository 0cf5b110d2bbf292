package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A process with a router of another project. Its realm {@code interop} is open to anonymous clients. */
final class OtherRouter implements AutoCloseable {
    private static final Path PREPARED = Surroundings.root().resolve("acceptance/.routers");

    final String name;
    final String version;
    final URI url;

    /** The RawSocket endpoint of the router. */
    final URI rawSocket;

    private final Process process;

    private OtherRouter(
            String name, String version, int port, int rawPort, String path, ProcessBuilder command, Path folder) {
        this.name = name;
        this.version = version;
        this.url = URI.create("ws://127.0.0.1:" + port + path);
        this.rawSocket = URI.create("rs://127.0.0.1:" + rawPort);
        try {
            process = command.directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
        Awaitility.await(name + " listens; see " + folder)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> accepts(port) && accepts(rawPort));
    }

    /**
     * Returns the routers that {@code scripts/test.sh} could install on this machine, each with a supplier that starts
     * it.
     */
    static List<Installed> installed() {
        List<Installed> installed = new ArrayList<>();
        if (Files.isExecutable(PREPARED.resolve("nexusd"))) {
            installed.add(new Installed("nexus", OtherRouter::nexus));
        }
        if (Files.isExecutable(PREPARED.resolve("crossbar/bin/crossbar"))) {
            installed.add(new Installed("Crossbar.io", OtherRouter::crossbar));
        }
        return installed;
    }

    record Installed(String name, Supplier<OtherRouter> starter) {}

    private static OtherRouter nexus() {
        int port = FreePorts.next();
        int rawPort = FreePorts.next();
        Path folder = folder("nexus");
        write(folder.resolve("nexus.json"), """
            {"websocket": {"address": "127.0.0.1:%d"}, "rawsocket": {"tcp_address": "127.0.0.1:%d"},
             "router": {"realms": [{"uri": "interop", "strict_uri": false, "anonymous_auth": true,
               "allow_disclose": true}]}}
            """.formatted(port, rawPort));
        return new OtherRouter(
                "nexus",
                read(PREPARED.resolve("nexusd.version")),
                port,
                rawPort,
                "/ws",
                new ProcessBuilder(PREPARED.resolve("nexusd").toString(), "-c", "nexus.json"),
                folder);
    }

    private static OtherRouter crossbar() {
        return crossbar("");
    }

    /**
     * Starts Crossbar.io, if it is installed.
     *
     * @param methods the authentication methods in addition to anonymous, as members of an object
     */
    static Optional<OtherRouter> crossbarWith(String methods) {
        return installed().stream()
                .filter(router -> router.name().equals("Crossbar.io"))
                .findFirst()
                .map(router -> crossbar(methods));
    }

    private static OtherRouter crossbar(String methods) {
        int port = FreePorts.next();
        int rawPort = FreePorts.next();
        Path folder = folder("crossbar");
        write(folder.resolve("config.json"), """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "interop", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "", "match": "prefix", "allow": {"call": true, "register": true, "publish": true,
                  "subscribe": true}}]}]}],
              "transports": [{"type": "websocket", "endpoint": {"type": "tcp",
                "port": %d, "interface": "127.0.0.1"},
                "url": "ws://127.0.0.1:%d", "serializers": ["json", "msgpack", "cbor"],
                "auth": {"anonymous": {"type": "static", "role": "anonymous"}%s}},
                {"type": "rawsocket", "endpoint": {"type": "tcp", "port": %d, "interface": "127.0.0.1"},
                "serializers": ["json", "msgpack", "cbor"],
                "auth": {"anonymous": {"type": "static", "role": "anonymous"}}}]}]}
            """.formatted(
                        port, port, methods.isEmpty() ? "" : ", " + methods, rawPort));
        return new OtherRouter(
                "Crossbar.io",
                read(PREPARED.resolve("crossbar.version")),
                port,
                rawPort,
                "",
                new ProcessBuilder(
                        PREPARED.resolve("crossbar/bin/crossbar").toString(), "start", "--cbdir", folder.toString()),
                folder);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a folder for one process: other tests may run the same router in another JVM. */
    private static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Surroundings.output("routers")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
