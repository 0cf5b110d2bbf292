package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the file of a store at random places. The store must report the damage, continue with the events that it can
 * read, and return no event that differs from a stored one.
 */
class DamagedFileTest {
    private static final int EVENTS = 2_000;
    private static final int DAMAGES = 80;
    private static final HistoryRule RULE = new HistoryRule("com.app.", MatchPolicy.PREFIX, 10_000);

    @TempDir
    Path folder;

    private FileEventStore store() {
        return new FileEventStore(folder, FileStoreOptions.DEFAULT.withSync(false));
    }

    private byte[] intact;

    @BeforeEach
    void fill() throws IOException {
        EventLog log = store().open("realm1", RULE);
        RetainedLog retained = store().openRetained("realm1").orElseThrow();
        for (long i = 0; i < EVENTS; i++) {
            String topic = "com.app.t" + i;
            long number = i;
            retained.change(topic, 0, (before, totals) -> List.of(Events.retained(number, topic)));
            log.append(i + 1, Events.event(i));
        }
        retained.close();
        log.close();
        intact = Files.readAllBytes(store().file());
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(store().file(), bytes);
    }

    /** Opens the file and reads everything. Returns how many events and topics are found, or what was reported. */
    private String read() {
        EventLog log;
        try {
            log = store().open("realm1", RULE);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining(store().file().toString());
            return "refused";
        }
        try {
            String events = events(log);
            return events + ", " + topics() + ", " + append(log);
        } finally {
            log.close();
        }
    }

    private static String events(EventLog log) {
        List<StoredEvent> found;
        try {
            found = log.read(EventQuery.ALL, event -> true)
                    .toCompletableFuture()
                    .join()
                    .events();
        } catch (CompletionException e) {
            assertThat(e.getCause().getMessage()).isNotBlank();
            return "events are damaged";
        }
        found.forEach(event -> assertThat(text(event)).isEqualTo("[" + (event.publication() - 1000) + "]"));
        return found.size() + " events";
    }

    private static String text(StoredEvent event) {
        return new String(
                event.payload().array(),
                event.payload().offset(),
                event.payload().size(),
                StandardCharsets.UTF_8);
    }

    private String topics() {
        RetainedLog retained;
        try {
            retained = store().openRetained("realm1").orElseThrow();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining(store().file().toString());
            return "topics are damaged";
        }
        Map<String, Long> found;
        try {
            found = Events.places(retained);
        } catch (CompletionException e) {
            assertThat(e.getCause().getMessage()).isNotBlank();
            return "topics are damaged";
        } finally {
            retained.close();
        }
        found.forEach((topic, place) -> assertThat(topic).isEqualTo("com.app.t" + place));
        return found.size() + " topics";
    }

    /** Adds an event. Returns whether the store wrote it; if not, the failure must name the event store. */
    private static String append(EventLog log) {
        try {
            log.append(log.lastNumber() + 1, Events.event(EVENTS))
                    .toCompletableFuture()
                    .join();
            return "writes";
        } catch (CompletionException e) {
            assertThat(e.getCause().getMessage()).contains("event store");
            return "cannot write";
        }
    }

    @Test
    void flippedBytesAreReportedAndNeverReturned() throws IOException {
        Random random = new Random(36);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = intact.clone();
            int length = 1 + random.nextInt(64);
            int at = random.nextInt(damaged.length - length);
            for (int k = at; k < at + length; k++) {
                damaged[k] ^= (byte) (1 + random.nextInt(255));
            }
            write(damaged);
            outcomes.merge(read(), 1, Integer::sum);
        }

        assertThat(outcomes).as("some damage is found").hasSizeGreaterThan(1);
    }

    @Test
    void aTruncatedFileHasTheEventsOfAnEarlierCommitOrIsReported() throws IOException {
        Random random = new Random(36);
        for (int i = 0; i < 30; i++) {
            write(Arrays.copyOf(intact, random.nextInt(intact.length)));
            read();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "this is not a folder");
        assertThatThrownBy(() -> new FileEventStore(file.resolve("store"), FileStoreOptions.DEFAULT).open("r", RULE))
                .hasMessageContaining("event store " + file.resolve("store"))
                .hasMessageContaining("cannot be created");

        // Nobody, not even root, can write there.
        Path proc = Path.of("/proc/self/aerostat-store");
        assertThatThrownBy(() -> new FileEventStore(proc, FileStoreOptions.DEFAULT).open("r", RULE))
                .hasMessageContaining("event store " + proc)
                .hasMessageContaining("cannot be created");

        Path taken = Files.createDirectories(folder.resolve("other").resolve("events.mv"));
        assertThatThrownBy(() -> new FileEventStore(taken.getParent(), FileStoreOptions.DEFAULT).openRetained("r"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event store " + taken);
    }

    @Test
    void anIntactFileHasEverything() {
        assertThat(read()).isEqualTo(EVENTS + " events, " + EVENTS + " topics, writes");
    }
}
