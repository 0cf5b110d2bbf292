package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PayloadEncoding;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.history.TopicSelection;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests events with every key that the router forwards without interpreting it, and records that nobody can read. */
class PassthruInFileTest {
    private static final HistoryRule RULE = new HistoryRule("com.app.log", MatchPolicy.EXACT, 50);
    private static final String TOPIC = "com.app.log";

    @TempDir
    Path folder;

    private FileEventStore store() {
        return new FileEventStore(folder, FileStoreOptions.DEFAULT.withSync(false));
    }

    private static StoredEvent forwarded() {
        Map<String, @Nullable Object> link = new LinkedHashMap<>();
        link.put("session", 4711L);
        link.put("authid", "joe");
        link.put("authrole", null);
        link.put("hops", Arrays.asList(1.5, true, BigInteger.ONE.shiftLeft(63), null, Map.of("deep", "yes")));
        Passthru passthru = new Passthru(
                "x_scheme",
                "cbor",
                "aes",
                "key1",
                new PayloadEncoding("x_algorithm", "key", "json"),
                new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b"),
                List.of(link, Map.of("session", 5L)));
        return new StoredEvent(
                Events.START,
                1001,
                TOPIC,
                new EventDetails(TOPIC, 7, "joe", "user", 3, true, true, passthru),
                Audience.EVERYONE,
                Payload.EMPTY);
    }

    private static RetainedRecord retained(StoredEvent event) {
        return new RetainedRecord(event, 7, "joe", "user", true, null, 1);
    }

    @Test
    void aForwardedEventIsFoundAndReplayed() {
        EventLog log = store().open("realm1", RULE);
        StoredEvent event = forwarded();
        log.append(1, event).toCompletableFuture().join();

        List<StoredEvent> found = log.read(EventQuery.ALL, each -> true)
                .toCompletableFuture()
                .join()
                .events();
        EventRange range = log.range(1, 1).toCompletableFuture().join();
        log.close();

        assertThat(found).containsExactly(event);
        assertThat(range.events()).containsExactly(event);
    }

    @Test
    void aForwardedEventIsRetained() {
        RetainedLog log = store().openRetained("realm1").orElseThrow();
        StoredEvent event = forwarded();
        log.change(TOPIC, 0, (before, totals) -> List.of(retained(event)))
                .toCompletableFuture()
                .join();
        RetainedTopics topics = log.snapshot(new TopicSelection(TOPIC, false), () -> {})
                .toCompletableFuture()
                .join();
        List<RetainedTopics.Topic> page = topics.next().toCompletableFuture().join();
        topics.close();
        log.close();

        assertThat(page).hasSize(1);
        assertThat(page.get(0).events()).containsExactly(retained(event));
    }

    @Test
    void eventsThatCannotBeReadDoNotCountForEver() {
        RetainedLog log = store().openRetained("realm1").orElseThrow();
        List<String> names = List.of("com.app.a", "com.app.b", "com.app.c");
        names.forEach(name -> log.change(name, 0, (before, totals) -> List.of(Events.retained(1, name)))
                .toCompletableFuture()
                .join());
        assertThat(log.totals().events()).isEqualTo(3);
        OpenStore open = OpenStore.acquire(store());
        open.file().topics("retained realm1").put("com.app.a", new byte[] {1, 2, 3});
        open.file().topics("retained realm1").put("com.app.b", new byte[] {1, 2, 3});
        open.release();

        List<Long> counted = new ArrayList<>();
        for (String name : names) {
            log.change(name, 0, (before, totals) -> List.of(Events.retained(2, name)))
                    .toCompletableFuture()
                    .join();
            counted.add(log.totals().events());
        }
        log.close();

        assertThat(counted).containsExactly(2L, 3L, 3L);
    }
}
