package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the file store by itself: its bounds, its queries, and its errors for a bad file. */
class FileEventStoreTest {
    private static final HistoryRule RULE = new HistoryRule("com.app.", MatchPolicy.PREFIX, 50);
    private static final Predicate<StoredEvent> ALL = event -> true;

    private static final FileStoreOptions OPTIONS = FileStoreOptions.DEFAULT.withSync(false);

    @TempDir
    Path folder;

    private final List<EventLog> open = new ArrayList<>();
    private final Map<EventLog, Long> numbers = new IdentityHashMap<>();

    @AfterEach
    void close() {
        open.forEach(EventLog::close);
        open.clear();
    }

    private EventLog log() {
        return log("realm1", RULE, OPTIONS);
    }

    private EventLog log(String realm, HistoryRule rule, FileStoreOptions options) {
        EventLog log = new FileEventStore(folder.resolve("store"), options).open(realm, rule);
        open.add(log);
        return log;
    }

    /** Adds an event under the next number of the log. */
    private CompletionStage<Void> append(EventLog log, StoredEvent event) {
        return log.append(numbers.merge(log, log.lastNumber() + 1, (last, first) -> last + 1), event);
    }

    private void append(EventLog log, long from, long to) {
        List<CompletionStage<Void>> kept = LongStream.range(from, to)
                .mapToObj(number -> append(log, Events.event(number)))
                .toList();
        kept.forEach(each -> each.toCompletableFuture().join());
    }

    private static EventPage read(EventLog log, EventQuery query) {
        return log.read(query, ALL).toCompletableFuture().join();
    }

    private static List<Long> publications(EventPage page) {
        return page.events().stream().map(StoredEvent::publication).toList();
    }

    @Test
    @Conformance({"HIS-3", "P25"})
    void eventsAreThereAfterTheStoreWasClosedAndOpened() {
        append(log(), 0, 20);
        close();

        EventPage page = read(log(), EventQuery.ALL);

        assertThat(page.events())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(java.util.concurrent.atomic.AtomicReferenceArray.class)
                .isEqualTo(LongStream.range(0, 20).mapToObj(Events::event).toList());
    }

    @Test
    @Conformance("HIS-3")
    void aFullLogKeepsTheNewestEvents() {
        EventLog log = log();
        append(log, 0, 173);

        assertThat(publications(read(log, EventQuery.ALL)))
                .isEqualTo(LongStream.range(1123, 1173).boxed().toList());
    }

    @Test
    void eachTopicAndRealmHasALogOfItsOwn() {
        EventLog log = log();
        EventLog wildcard = log("realm1", new HistoryRule("com.app.", MatchPolicy.WILDCARD, 7), OPTIONS);
        EventLog other = log("realm2", RULE, OPTIONS);
        append(other, 5, 6);

        assertThat(publications(read(log, EventQuery.ALL))).isEmpty();
        assertThat(publications(read(wildcard, EventQuery.ALL))).isEmpty();
        assertThat(publications(read(other, EventQuery.ALL))).containsExactly(1005L);
    }

    @Test
    @Conformance({"HIS-1", "HIS-4", "HIS-8"})
    void everyQueryFindsTheEventsThatAReferenceFinds() {
        List<StoredEvent> events = new ArrayList<>();
        EventLog log = log();
        for (int i = 0; i < 40; i++) {
            events.add(Events.event(i, i % 3 == 0 ? "com.app.a" : "com.app.b", Audience.EVERYONE));
        }
        events.forEach(event -> append(log, event).toCompletableFuture().join());
        Random random = new Random(11);

        for (int i = 0; i < 500; i++) {
            EventQuery query = new EventQuery(
                    random.nextBoolean(),
                    random.nextInt(3) * random.nextInt(20),
                    time(random),
                    time(random),
                    time(random),
                    time(random),
                    random.nextInt(4) == 0 ? "com.app.a" : null,
                    publication(random),
                    publication(random),
                    publication(random),
                    publication(random));
            Predicate<StoredEvent> visible = event -> event.publication() % 5 != 0;

            EventPage expected = query.select(events, visible);
            EventPage found = log.read(query, visible).toCompletableFuture().join();

            assertThat(publications(found)).as("%s", query).isEqualTo(publications(expected));
            assertThat(found.limitReached()).as("%s", query).isEqualTo(expected.limitReached());
        }
    }

    private static @Nullable Instant time(Random random) {
        return random.nextInt(5) == 0 ? Events.START.plusSeconds(random.nextInt(45)) : null;
    }

    private static long publication(Random random) {
        return random.nextInt(5) == 0 ? 990 + random.nextInt(60) : 0;
    }

    @Test
    @Conformance("HIS-3")
    void aLogKeepsNoMoreBytesThanItMay() {
        EventLog log = log("realm1", RULE, OPTIONS.withBounds(500, Duration.ZERO));
        append(log, 0, 40);

        List<Long> kept = publications(read(log, EventQuery.ALL));
        assertThat(kept).hasSizeBetween(5, 12).endsWith(1039L);
    }

    @Test
    @Conformance("HIS-3")
    void eventsThatAreTooOldAreNotFoundAndRemoved() {
        EventLog log = log("realm1", RULE, OPTIONS.withBounds(1 << 20, Duration.ofDays(1)));
        Instant now = Instant.now();
        append(log, 0, 3); // published in January 2026
        StoredEvent recent = Events.event(7);
        append(
                        log,
                        new StoredEvent(
                                now,
                                recent.publication(),
                                recent.topic(),
                                recent.details(),
                                recent.audience(),
                                recent.payload()))
                .toCompletableFuture()
                .join();

        assertThat(publications(read(log, EventQuery.ALL))).containsExactly(1007L);
        close();
        assertThat(publications(read(log(), EventQuery.ALL))).containsExactly(1007L);
    }

    @Test
    void aProcessCannotUseTheFolderOfAnother() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Process other = AppendingProcess.start(store, 0);
        try (BufferedReader out = other.inputReader()) {
            assertThat(out.readLine()).isNotNull();

            assertThatThrownBy(this::log)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("events.mv")
                    .hasMessageContaining("another process uses");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private static void retain(RetainedLog log, String topic) {
        log.change(topic, 0, (before, totals) -> List.of(Events.retained(1, topic)))
                .toCompletableFuture()
                .join();
    }

    /** The map with the totals of all realms must not be that of a realm. */
    @Test
    void noNameOfARealmLeadsToTheEventsOfAnother() {
        FileEventStore store = new FileEventStore(folder.resolve("store"), OPTIONS);
        RetainedLog first = store.openRetained("realm1").orElseThrow();
        RetainedLog second = store.openRetained("totals").orElseThrow();
        retain(second, "realm1");
        retain(first, "com.app.log");

        assertThat(Events.places(first)).containsOnlyKeys("com.app.log");
        assertThat(Events.places(second)).containsOnlyKeys("realm1");
        first.close();
        second.close();
    }

    @Test
    void realmsThatShareAFolderMustHaveTheSameOptions() {
        log();

        assertThatThrownBy(() -> log("realm2", RULE, OPTIONS.withBounds(7, Duration.ZERO)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bytesPerLog=7")
                .hasMessageContaining("expected the options with which it is open");
    }

    @Test
    void aFileOfSomethingElseIsReported() throws IOException {
        Path file = Files.createDirectories(folder.resolve("store")).resolve("events.mv");
        Files.writeString(file, "this is not a store ".repeat(1000));

        assertThatThrownBy(this::log)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
        assertThat(Files.size(file)).isEqualTo(20_000);
    }

    @Test
    void eventsAreRefusedWhenTooManyWaitForTheDisk() {
        EventLog log = log("realm1", RULE, OPTIONS.withWaitingBytes(20));

        CompletableFuture<Void> kept = append(log, Events.event(1)).toCompletableFuture();

        assertThatThrownBy(kept::join).hasMessageContaining("more than 20 bytes that wait");
    }

    @Test
    void aReplayWaitsForEarlierEventsThoughNoFurtherEventMayWait() {
        FileStoreOptions options = OPTIONS.withWaitingBytes(600);
        EventLog log = log("realm1", RULE, options);
        OpenStore store = OpenStore.acquire(new FileEventStore(folder.resolve("store"), options));
        CompletableFuture<Void> disk = new CompletableFuture<>();
        store.writer().add(new StoreTask(0) {
            @Override
            void apply() {
                disk.join();
            }
        });
        append(log, Events.event(1));

        CompletableFuture<EventRange> range = log.range(1, 1).toCompletableFuture();
        read(log, EventQuery.ALL); // reads run one at a time, so a range read that does not wait has ended by now
        disk.complete(null);

        assertThat(range.join().events()).hasSize(1);
        store.release();
    }

    @Test
    void anAnswerIsNotLargerThanFourMegabytes() {
        EventLog log = log();
        byte[] args = ("[\"" + "x".repeat(1 << 20) + "\"]").getBytes(StandardCharsets.US_ASCII);
        StoredEvent small = Events.event(0);
        for (int i = 0; i < 6; i++) {
            append(
                            log,
                            new StoredEvent(
                                    small.timestamp(),
                                    1000 + i,
                                    small.topic(),
                                    small.details(),
                                    small.audience(),
                                    Payload.validated(Serialization.JSON, args, 0, args.length, 1)))
                    .toCompletableFuture()
                    .join();
        }

        EventPage page = read(log, EventQuery.ALL);

        assertThat(publications(page)).containsExactly(1000L, 1001L, 1002L);
        assertThat(page.limitReached()).isTrue();
    }

    @Test
    void aFileThatTheEngineHasClosedIsOpenedAgain() {
        EventLog log = log();
        append(log, 0, 5);
        ((FileEventLog) log).failDisk();

        await().ignoreExceptions()
                .until(() -> publications(read(log, EventQuery.ALL)).size() == 5);
        append(log, 5, 6);
        assertThat(publications(read(log, EventQuery.ALL))).hasSize(6);
    }

    @Test
    void anEventForAClosedLogIsRefused() {
        EventLog log = log();
        close();

        assertThatThrownBy(
                        () -> append(log, Events.event(1)).toCompletableFuture().join())
                .hasMessageContaining("is closed");
    }
}
