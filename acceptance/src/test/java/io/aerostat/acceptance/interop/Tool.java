package io.aerostat.acceptance.interop;

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
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The command-line tool of the distribution, each time in a process of its own, as a user runs it. */
final class Tool {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path launcher;

    /** @param folder the folder in which the commands run; it has no profiles */
    Tool(Path folder) {
        this.folder = folder;
        try (Stream<Path> files = Files.list(Surroundings.root().resolve("router/target/distribution"))) {
            launcher = files.map(file -> file.resolve("aerostat"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "XDG_CONFIG_HOME", folder.toString(),
                "AEROSTAT_CACHE", folder.toString());
    }

    /** Runs a command to its end. */
    Program.Outcome run(String... arguments) {
        return Program.run(folder, environment(), DEADLINE, command(arguments));
    }

    /** Runs a command with a line on standard input. */
    Program.Outcome runWith(String line, String... arguments) {
        String pipe = "line=$1; shift; echo \"$line\" | \"$@\"";
        List<String> piped = new ArrayList<>(List.of("sh", "-c", pipe, "sh", line));
        piped.addAll(command(arguments));
        return Program.run(folder, environment(), DEADLINE, piped);
    }

    /** A command that keeps running. */
    final class Running implements AutoCloseable {
        private final Process process;
        private final Path output;

        private Running(String name, String... arguments) {
            output = folder.resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment());
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String output() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Running await(String text) {
            Awaitility.await(text + "; see " + output)
                    .atMost(DEADLINE)
                    .until(() -> output().contains(text) || !process.isAlive());
            if (!output().contains(text)) {
                throw new AssertionError("found " + output() + " (expected " + text + ")");
            }
            return this;
        }

        /** Asks the command to end, by SIGTERM. */
        void signal() {
            process.destroy();
        }

        int end() throws InterruptedException {
            Awaitility.await("the end; see " + output).atMost(DEADLINE).until(() -> !process.isAlive());
            return process.waitFor();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Starts a command, whose output goes to a file of this name. */
    Running start(String name, String... arguments) {
        return new Running(name, arguments);
    }
}
