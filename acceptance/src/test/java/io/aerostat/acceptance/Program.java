package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
public final class Program {

    private Program() {}

    /**
     * The outcome of a program.
     *
     * @param exitCode the exit code
     * @param output the output
     */
    public record Outcome(int exitCode, String output) {}

    /**
     * Runs {@code command} in {@code directory}. If the program has not ended by the deadline, kills it and fails the
     * test.
     */
    public static Outcome run(
            Path directory, Map<String, String> environment, Duration deadline, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Path logs = Files.createDirectories(Surroundings.output("program-logs"));
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                ProcessOutput output =
                        ProcessOutput.of(process, logs.resolve(directory.getFileName() + "-" + process.pid() + ".log"));
                assertThat(process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
                        .as("%s ends within %s; it printed%n%s", command, deadline, output.text())
                        .isTrue();
                output.awaitEnd();
                return new Outcome(process.exitValue(), output.text());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
