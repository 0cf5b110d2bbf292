package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.history.RetainedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores many retained events, and then starts a router with a small heap on the same store. The system property {@code
 * retained} sets the number of events; {@code scripts/many-retained.sh} stores ten million and prints how long the
 * start takes.
 */
class ManyRetainedTest {
    private static final int EVENTS = Integer.getInteger("retained", 50_000);
    private static final int IN_FLIGHT = 20_000;
    private static final Path REPORT = Path.of(System.getProperty("retained.report", "target/retained.txt"));

    @TempDir
    Path folder;

    @Test
    void aRouterWithManyRetainedEventsStartsWithASmallHeap() throws IOException, InterruptedException {
        fill();

        List<String> lines = start();

        assertThat(lines).contains("events " + EVENTS, "first com.app.t0", "last " + topic(EVENTS - 1));
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.write(REPORT, lines);
    }

    static String topic(long number) {
        return "com.app.t" + number;
    }

    private void fill() {
        RetainedLog log = new FileEventStore(folder, StoredRealm.OPTIONS)
                .openRetained("realm1")
                .orElseThrow();
        List<CompletionStage<Void>> waiting = new ArrayList<>();
        for (long i = 0; i < EVENTS; i++) {
            long number = i;
            String topic = topic(i);
            waiting.add(log.change(topic, 0, (before, totals) -> List.of(Events.retained(number, topic))));
            if (waiting.size() == IN_FLIGHT) {
                waiting.forEach(change -> change.toCompletableFuture().join());
                waiting.clear();
            }
        }
        waiting.forEach(change -> change.toCompletableFuture().join());
        log.close();
    }

    private List<String> start() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartedProcess.class.getName(),
                        folder.toString(),
                        topic(EVENTS - 1))
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }
}
