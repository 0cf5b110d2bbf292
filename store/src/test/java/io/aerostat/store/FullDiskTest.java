package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a router whose store cannot grow any more, as on a full disk. */
class FullDiskTest {
    /** The largest size of a file, in blocks of 1024 bytes. */
    private static final int BLOCKS = 3_000;

    @TempDir
    Path folder;

    @Test
    @Conformance("P25")
    void aRouterWhoseDiskIsFullSaysSoAndServesOn() throws IOException, InterruptedException {
        List<String> lines = run();

        assertThat(lines).hasSize(3);
        int stored = Integer.parseInt(lines.get(0).substring("stored ".length()));
        assertThat(stored).isPositive();
        assertThat(lines.get(1)).contains("wamp.error.history_unavailable");
        assertThat(lines.get(2)).isEqualTo("serves");
        EventLog log = new FileEventStore(folder, FileStoreOptions.DEFAULT)
                .open("realm1", new HistoryRule("com.app.log", MatchPolicy.EXACT, 1_000_000));
        try {
            // The answer to one query is at most 4 MB, so ask for the newest event.
            assertThat(log.lastNumber()).isGreaterThanOrEqualTo(stored);
            assertThat(log.read(EventQuery.newest(1), event -> true)
                            .toCompletableFuture()
                            .join()
                            .events())
                    .hasSize(1);
        } finally {
            log.close();
        }
    }

    /** Runs the program, and returns the lines that are not lines of the log. */
    private List<String> run() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + BLOCKS + "; exec \"$0\" \"$@\"",
                        java,
                        "-Xmx256m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("stored ") || line.equals("serves") || line.startsWith("wamp.error.")) {
                    lines.add(line);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }
}
