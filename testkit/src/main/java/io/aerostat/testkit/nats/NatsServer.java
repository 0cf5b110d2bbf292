package io.aerostat.testkit.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of nats-server on a free port of this machine, with its own folder. It keeps its port when it is started
 * again. {@code scripts/nats-server.sh} installs the program.
 */
public final class NatsServer implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern PORT = Pattern.compile("(?:nats|tls)://[^\"]*:(\\d+)");

    private final Path binary;
    private final Path folder;
    private final String host;
    private final List<String> prefix;
    private final String configuration;
    private int port = -1;
    private Process process;

    private NatsServer(Path binary, String host, List<String> prefix, String configuration) throws IOException {
        this.binary = binary;
        this.host = host;
        this.prefix = prefix;
        this.configuration = configuration;
        this.folder = Files.createTempDirectory("nats");
        this.process = launch();
        this.port = portOf(process);
        awaitListening();
    }

    /** Returns the path of the installed nats-server, if there is one. */
    public static Optional<Path> installed() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path binary = folder.resolve("acceptance/.nats/bin/nats-server");
            if (Files.isExecutable(binary)) {
                return Optional.of(binary);
            }
        }
        return Optional.empty();
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param binary the path of nats-server, as {@link #installed()} returns it
     * @param lines configuration lines in addition to the address
     */
    public static NatsServer start(Path binary, String... lines) {
        return startAt("127.0.0.1", List.of(), binary, lines);
    }

    /**
     * Starts a server that listens on an address other than the default, and waits until it listens.
     *
     * @param prefix words before the command of the server, such as a command that enters a network namespace
     */
    public static NatsServer startAt(String host, List<String> prefix, Path binary, String... lines) {
        try {
            return new NatsServer(binary, host, prefix, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        Path file = folder.resolve("nats.conf");
        Files.writeString(
                file, "host: " + host + "\nport: " + port + "\nports_file_dir: \"" + folder + "\"\n" + configuration);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(binary.toString(), "-c", file.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("nats.log").toFile()))
                .start();
    }

    private int portOf(Process started) throws IOException {
        Path file = folder.resolve("nats-server_" + started.pid() + ".ports");
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() - deadline < 0 && started.isAlive()) {
            if (Files.exists(file)) {
                Matcher matcher = PORT.matcher(Files.readString(file));
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            pause();
        }
        throw new IOException("nats-server: found no port (expected one in " + file + "); it said: "
                + Files.readString(folder.resolve("nats.log")));
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), 1000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the URL for clients. */
    public String url() {
        return "nats://" + host + ":" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills the server, and waits until its port is free. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again on the same port, and waits until it listens. */
    public void startAgain() {
        try {
            process = launch();
            awaitListening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the server has logged. */
    public String log() {
        try {
            return Files.readString(folder.resolve("nats.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
