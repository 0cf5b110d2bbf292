package io.aerostat.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The output of a process. A separate thread reads it, keeps it in memory, and writes it to a file, until the process
 * closes the stream.
 */
public final class ProcessOutput {

    /**
     * The lines so far. The list is its own lock. A copy-on-write list would be too slow, because some processes print
     * a million lines.
     */
    private final List<String> lines = new ArrayList<>();

    private final Thread reader;

    private ProcessOutput(InputStream output, Path file) {
        reader = new Thread(() -> read(output, file), "output of " + file.getFileName());
        reader.setDaemon(true);
    }

    static ProcessOutput of(Process process, Path file) {
        ProcessOutput output = new ProcessOutput(process.getInputStream(), file);
        output.reader.start();
        return output;
    }

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public String text() {
        return String.join("\n", lines());
    }

    /** Applies {@code reading} to each line in order, and returns the first value that this yields. */
    <T> Optional<T> first(Function<String, Optional<T>> reading) {
        return lines().stream().map(reading).flatMap(Optional::stream).findFirst();
    }

    /** Waits until the whole output of an ended process has been read. */
    void awaitEnd() throws InterruptedException {
        reader.join(5_000);
    }

    private void read(InputStream output, Path file) {
        try (BufferedReader from = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                Writer to = Files.newBufferedWriter(file)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                to.write(line + "\n");
                to.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("output for " + file + " lost", e);
        }
    }
}
