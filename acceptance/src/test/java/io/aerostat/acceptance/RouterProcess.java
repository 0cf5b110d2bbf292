package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real {@code router.jar} as a process. {@link #close} sends SIGTERM, and asserts that the process ends in time
 * with exit code 0.
 */
public final class RouterProcess implements AutoCloseable {

    private static final Duration STARTED = Duration.ofSeconds(60);
    private static final Duration ENDED = Duration.ofSeconds(60);
    private static final Pattern LISTENING =
            Pattern.compile("listening on (?:tcp|tls)://\\S*?:(\\d+) \\(transport \"([^\"]*)\"\\)");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final ProcessOutput output;

    private RouterProcess(Process process, ProcessOutput output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the router, and returns at once. */
    static RouterProcess launch(Path config, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Surroundings.routerJar().toString(),
                "--config",
                config.toString()));
        command.addAll(List.of(options));
        return launch(new ProcessBuilder(command));
    }

    /**
     * Starts an unpacked distribution in its folder, exactly as its guide says, and returns when the router listens.
     */
    static RouterProcess startDistribution(Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        RouterProcess router = launch(
                new ProcessBuilder(java, "-jar", "router.jar", "--config", "config.json").directory(folder.toFile()));
        router.awaitListening();
        return router;
    }

    /** Does the same as {@link #startDistribution}, but by the launcher of the distribution. */
    static RouterProcess startByLauncher(Path folder, String javaOptions) {
        ProcessBuilder command =
                new ProcessBuilder("sh", "./aerostat", "--config", "config.json").directory(folder.toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS", javaOptions);
        RouterProcess router = launch(command);
        router.awaitListening();
        return router;
    }

    /** Starts the router by a given command, and returns at once. */
    public static RouterProcess launch(ProcessBuilder command) {
        // A shell makes its background processes ignore SIGINT, and their children ignore it too. The command therefore
        // restores the default for the router.
        command.command().addAll(0, List.of("env", "--default-signal=INT"));
        try {
            Path logs = Files.createDirectories(Surroundings.output("router-logs"));
            Path log = logs.resolve(
                    "router-%d-%03d.log".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet()));
            Process process = command.redirectErrorStream(true).start();
            return new RouterProcess(process, ProcessOutput.of(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException("router.jar does not start", e);
        }
    }

    /** Starts the router, and returns when it listens. */
    public static RouterProcess start(Path config, String... options) {
        RouterProcess router = launch(config, options);
        try {
            router.awaitListening();
            return router;
        } catch (RuntimeException | AssertionError e) {
            router.kill();
            throw e;
        }
    }

    /** Starts the router, and returns when all its transports listen and all its components run. */
    public static RouterProcess startWhole(Path config) {
        RouterProcess router = start(config);
        try {
            await("the router is ready")
                    .atMost(STARTED)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !router.isAlive() || router.output.text().contains("ready: "));
            assertThat(router.isAlive())
                    .as("the router lives; it printed%n%s", router.output.text())
                    .isTrue();
            return router;
        } catch (RuntimeException | AssertionError e) {
            router.kill();
            throw e;
        }
    }

    /** Returns the port of the first listening TCP transport, with or without TLS. */
    public int port() {
        return output.first(RouterProcess::boundPort)
                .orElseThrow(() -> new AssertionError("the router does not listen:\n" + output.text()));
    }

    /** Returns the port of the transport with this id. */
    public int port(String transport) {
        return output.first(line -> {
                    Matcher found = LISTENING.matcher(line);
                    return found.find() && found.group(2).equals(transport)
                            ? Optional.of(Integer.valueOf(found.group(1)))
                            : Optional.empty();
                })
                .orElseThrow(
                        () -> new AssertionError("the router does not listen on " + transport + ":\n" + output.text()));
    }

    /** Returns the running child processes of the router. */
    List<ProcessHandle> children() {
        return process.children().filter(Processes::lives).toList();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessOutput output() {
        return output;
    }

    /** Ends the process by SIGKILL, like a power failure. */
    public void kill() {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would also close the output.
        try {
            assertThat(process.waitFor(ENDED.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends SIGTERM, as init does. The output stays open, so the lines of the shutdown are read too. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until the process has ended by itself. */
    public int awaitExit(Duration deadline) {
        try {
            assertThat(process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the router ends within %s; it printed%n%s", deadline, output.text())
                    .isTrue();
            output.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        terminate();
        try {
            assertThat(awaitExit(ENDED)).as("exit code after SIGTERM").isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits until the first transport listens. */
    void awaitListening() {
        await("the router listens")
                .atMost(STARTED)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive()
                        || output.first(RouterProcess::boundPort).isPresent());
        assertThat(process.isAlive())
                .as("the router lives; it printed%n%s", output.text())
                .isTrue();
    }

    private static Optional<Integer> boundPort(String line) {
        Matcher found = LISTENING.matcher(line);
        return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
    }
}
