package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies the files of an open store. If this process were killed, the next one would find the same files. */
class UncommittedEventsTest {
    private static final FileStoreOptions OPTIONS = FileStoreOptions.DEFAULT.withSync(false);

    @TempDir
    Path folder;

    private FileEventStore original;
    private FileEventStore copy;

    @BeforeEach
    void stores() {
        original = new FileEventStore(folder.resolve("original"), OPTIONS);
        copy = new FileEventStore(folder.resolve("copy"), OPTIONS);
    }

    private static HistoryRule rule(int limit) {
        return new HistoryRule("com.app.", MatchPolicy.PREFIX, limit);
    }

    /** Adds the events from {@code from} to {@code to}, exclusive, and waits until all of them are acknowledged. */
    private static void append(EventLog log, long from, long to) {
        List<CompletionStage<Void>> kept = LongStream.range(from, to)
                .mapToObj(number -> log.append(number + 1, Events.event(number)))
                .toList();
        kept.forEach(each -> each.toCompletableFuture().join());
    }

    private static List<Long> numbers(EventLog log) {
        return log.read(EventQuery.ALL, event -> true).toCompletableFuture().join().events().stream()
                .map(StoredEvent::publication)
                .map(publication -> publication - 1000)
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /** Copies the journal first. If the engine then commits, its file has the changes that the journal lacks. */
    private void copyFiles() throws IOException {
        Files.createDirectories(copy.folder());
        Files.copy(original.journal(), copy.journal(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(original.file(), copy.file(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Conformance("P25")
    void everyAcknowledgedEventIsInTheFilesAtOnce() throws IOException {
        EventLog log = original.open("realm1", rule(1_000));
        for (int i = 0; i < 20; i++) {
            append(log, i, i + 1);
            copyFiles();

            EventLog copied = copy.open("realm1", rule(1_000));
            assertThat(copied.lastNumber()).isEqualTo(i + 1);
            assertThat(numbers(copied)).isEqualTo(range(0, i + 1));
            copied.close();
        }
        log.close();
    }

    @Test
    @Conformance("P25")
    void everyAcknowledgedChangeOfARetainedEventIsInTheFilesAtOnce() throws IOException {
        RetainedLog retained = original.openRetained("realm1").orElseThrow();
        for (long i = 0; i < 10; i++) {
            long number = i;
            String topic = "com.app.t" + i % 3;
            boolean removes = i % 4 == 3;
            retained.change(topic, 0, (before, totals) -> removes ? List.of() : List.of(Events.retained(number, topic)))
                    .toCompletableFuture()
                    .join();
            copyFiles();

            RetainedLog copied = copy.openRetained("realm1").orElseThrow();
            assertThat(copied.totals()).isEqualTo(retained.totals());
            copied.close();
        }
        retained.close();
    }

    /** Copies the files while the writer is in the middle of a batch that does not fit into the engine's memory. */
    @Test
    @Conformance("P25")
    void theTotalsFitTheRetainedEventsInTheMiddleOfABatch() {
        RetainedLog retained = original.openRetained("realm1").orElseThrow();
        for (String topic : List.of("com.app.first", "com.app.second")) { // the first change is in no journal
            retained.change(topic, 0, (before, totals) -> List.of(Events.retained(0, topic)))
                    .toCompletableFuture()
                    .join();
        }
        CountDownLatch allWait = new CountDownLatch(1);
        retained.change("com.app.first", 0, (before, totals) -> {
            await(allWait);
            return before;
        });
        List<Boolean> fits = new ArrayList<>();
        CompletionStage<Void> last = CompletableFuture.completedStage(null);
        for (long i = 1; i <= 1_500; i++) {
            long number = i;
            String topic = "com.app.t" + i;
            last = retained.change(topic, 0, (before, totals) -> {
                if (number % 100 == 0) {
                    fits.add(totalsFit());
                }
                return List.of(large(number, topic));
            });
        }
        allWait.countDown();
        last.toCompletableFuture().join();
        retained.close();

        assertThat(fits).hasSize(15).containsOnly(true);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean totalsFit() {
        try {
            copyFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RetainedLog copied = copy.openRetained("realm1").orElseThrow();
        try {
            return copied.totals().events() == Events.places(copied).size();
        } finally {
            copied.close();
        }
    }

    private static RetainedRecord large(long number, String topic) {
        byte[] args = ("[\"" + "x".repeat(20_000) + "\"]").getBytes(StandardCharsets.US_ASCII);
        StoredEvent event = new StoredEvent(
                Events.START,
                1000 + number,
                topic,
                EventDetails.NONE,
                Audience.EVERYONE,
                Payload.validated(Serialization.JSON, args, 0, args.length, 1));
        return new RetainedRecord(event, 7, "joe", "user", true, null, number);
    }

    @Test
    @Conformance("P25")
    void theBoundsHoldForEventsThatTheEngineHasNotCommitted() throws IOException {
        EventLog log = original.open("realm1", rule(50));
        append(log, 0, 2_000);
        copyFiles();
        log.close();

        EventLog copied = copy.open("realm1", rule(50));
        assertThat(numbers(copied)).isEqualTo(range(1_950, 2_000));
        append(copied, 2_000, 2_001);
        assertThat(numbers(copied)).isEqualTo(range(1_951, 2_001));
        copied.close();
    }

    @Test
    void aJournalThatDoesNotBelongToTheFileIsIgnored() throws IOException {
        EventLog log = original.open("realm1", rule(1_000));
        append(log, 0, 5);
        copyFiles();
        append(log, 5, 10);
        log.close();
        Files.copy(original.file(), copy.file(), StandardCopyOption.REPLACE_EXISTING);

        EventLog copied = copy.open("realm1", rule(1_000));
        assertThat(numbers(copied)).isEqualTo(range(0, 10));
        append(copied, 10, 11);
        assertThat(numbers(copied)).isEqualTo(range(0, 11));
        copied.close();
    }

    @Test
    void aStoreThatWasClosedHasAnEmptyJournal() throws IOException {
        EventLog log = original.open("realm1", rule(1_000));
        append(log, 0, 3);
        append(log, 3, 5);
        log.close();

        assertThat(original.journal()).isEmptyFile();
        EventLog reopened = original.open("realm1", rule(1_000));
        assertThat(numbers(reopened)).isEqualTo(range(0, 5));
        reopened.close();
    }
}
