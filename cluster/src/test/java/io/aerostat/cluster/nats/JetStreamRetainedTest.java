package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.history.RetainedCopy;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.testkit.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the bound of changes that wait, and the comparison after more changes, with a real nats-server. */
class JetStreamRetainedTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final StreamName NAME = StreamName.ofRetained("balloon", "realm1");
    private static final byte[] ARGS = {'[', ']'};
    /** Memory for the names of seven topics. */
    private static final JetStreamStoreOptions FOR_SEVEN = JetStreamStoreOptions.DEFAULT.withWaitingBytes(7 * 264);

    @TempDir
    Path folder;

    private final Memory memory = new Memory();
    private final List<RetainedCopy> open = new ArrayList<>();
    private @Nullable NatsServer server;

    @AfterEach
    void close() {
        open.forEach(RetainedCopy::close);
        if (server != null) {
            server.close();
        }
    }

    /** Retained events in memory, one for each topic. */
    private static final class Memory implements RetainedCopy.Original {
        final Map<String, RetainedRecord> events = new ConcurrentHashMap<>();

        @Override
        public List<String> topics() {
            return List.copyOf(events.keySet());
        }

        @Override
        public List<RetainedRecord> events(String topic) {
            RetainedRecord event = events.get(topic);
            return event == null ? List.of() : List.of(event);
        }

        @Override
        public void restore(RetainedRecord event) {
            events.putIfAbsent(event.event().topic(), event);
        }

        Map<String, Long> places() {
            Map<String, Long> places = new TreeMap<>();
            events.forEach((topic, event) -> places.put(topic, event.place()));
            return places;
        }
    }

    private static RetainedRecord event(String topic, long place) {
        StoredEvent event = new StoredEvent(
                Instant.EPOCH.plusMillis(place),
                place,
                topic,
                EventDetails.NONE,
                Audience.EVERYONE,
                Payload.validated(Serialization.JSON, ARGS, 0, ARGS.length, 1));
        return new RetainedRecord(event, 1, "ann", "app", false, null, place);
    }

    private NatsServer serverWithJetStream() {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        NatsServer started = NatsServer.start(binary, "jetstream { store_dir: \"" + folder + "\" }");
        server = started;
        return started;
    }

    /** Returns the connection of a node. Nodes with different numbers have connections of their own. */
    private static OpenJetStream connection(NatsServer nats, int node) {
        NatsOptions servers = NatsOptions.of(nats.url());
        NatsOptions own = new NatsOptions(
                servers.servers(),
                servers.tls(),
                servers.authentication(),
                Duration.ofMillis(2000 + node),
                servers.reconnectWait());
        return OpenJetStream.acquire(new JetStreamEventStore(own, "balloon", FOR_SEVEN));
    }

    private JetStreamRetained copy(NatsServer nats, int node, Memory original, Duration settling) {
        JetStreamRetained copy = new JetStreamRetained(connection(nats, node), NAME, FOR_SEVEN, settling);
        open.add(copy);
        copy.start(original);
        return copy;
    }

    private JetStreamRetained copy(NatsServer nats) {
        return copy(nats, 1, memory, Duration.ZERO);
    }

    private CompletableFuture<Void> retain(JetStreamRetained copy, String topic, long place) {
        memory.events.put(topic, event(topic, place));
        return copy.changed(topic).toCompletableFuture();
    }

    private CompletableFuture<Void> remove(JetStreamRetained copy, String topic) {
        memory.events.remove(topic);
        return copy.changed(topic).toCompletableFuture();
    }

    /** Changes topics until changes fail because JetStream does not answer. */
    private void awaitOutage(JetStreamRetained copy, String topic, long place) {
        await().atMost(SOON)
                .until(() -> retain(copy, topic, place)
                        .handle((none, failure) -> failure != null)
                        .join());
    }

    /** Returns the places of the events in the stream, by topic. */
    private static Map<String, Long> stored(NatsServer nats) throws Exception {
        Map<String, Long> places = new TreeMap<>();
        try (Connection connection = Nats.connect(nats.url())) {
            new RetainedStream(NAME, JetStreamStoreOptions.DEFAULT)
                    .read(connection, event -> places.put(event.event().topic(), event.place()));
        }
        return places;
    }

    private void awaitEqual(NatsServer nats) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(stored(nats)).isEqualTo(memory.places()));
    }

    @Test
    @Conformance("P25")
    void theNamesOfTopicsThatChangeDuringAnOutageAreBounded() {
        NatsServer nats = serverWithJetStream();
        JetStreamRetained copy = copy(nats);
        for (int i = 0; i < 10; i++) {
            retain(copy, "topic." + i, i + 1).join();
        }
        nats.kill();
        awaitOutage(copy, "topic.0", 20);

        // More than seven may find a place, because the topics of the attempt that is running do not count.
        int waiting = 0;
        while (!isBeyondTheBound(remove(copy, "topic." + waiting))) {
            waiting++;
            assertThat(waiting).isLessThan(50);
        }
    }

    private static boolean isBeyondTheBound(CompletableFuture<Void> change) {
        return change.handle((none, failure) -> String.valueOf(failure).contains("too many changes wait"))
                .getNow(false);
    }

    @Test
    @Conformance("P25")
    void allChangesAreCopiedAfterAnOutageWithMoreChangesThanMayWait() throws Exception {
        NatsServer nats = serverWithJetStream();
        JetStreamRetained copy = copy(nats);
        for (int i = 0; i < 30; i++) {
            retain(copy, "topic." + i, i + 1).join();
        }
        nats.kill();
        awaitOutage(copy, "topic.0", 100);
        for (int i = 5; i < 25; i++) {
            remove(copy, "topic." + i);
        }
        retain(copy, "topic.28", 101);
        retain(copy, "topic.new", 102);

        nats.startAgain();

        awaitEqual(nats);
        retain(copy, "topic.after", 103).join();
        awaitEqual(nats);
    }

    @Test
    void aComparisonKeepsWhatAnotherNodeHasJustWritten() throws Exception {
        NatsServer nats = serverWithJetStream();
        Memory ofOther = new Memory();
        JetStreamRetained other = copy(nats, 2, ofOther, Duration.ZERO);
        for (String topic : List.of("only.there", "newer.there")) {
            ofOther.events.put(topic, event(topic, 1_000));
            other.changed(topic).toCompletableFuture().join();
        }
        JetStreamRetained copy = copy(nats, 1, memory, Duration.ofDays(1));
        retain(copy, "here", 1).join(); // the stream has been read
        nats.kill();
        awaitOutage(copy, "here", 2);
        memory.events.remove("only.there");
        memory.events.put("newer.there", event("newer.there", 3));
        for (int i = 0; i < 10; i++) {
            retain(copy, "missing." + i, i + 10);
        }

        nats.startAgain();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> stored(nats).keySet().containsAll(memory.events.keySet()));
        assertThat(stored(nats))
                .containsAllEntriesOf(Map.of("only.there", 1_000L, "newer.there", 1_000L, "here", 2L))
                .hasSize(13);
    }

    @Test
    void aTopicThatIsTooYoungToBeRemovedIsRemovedLater() throws Exception {
        NatsServer nats = serverWithJetStream();
        JetStreamRetained copy = copy(nats, 1, memory, Duration.ofSeconds(5));
        for (int i = 0; i < 20; i++) {
            retain(copy, "topic." + i, i + 1).join();
        }
        nats.kill();
        awaitOutage(copy, "topic.0", 100);
        for (int i = 1; i < 19; i++) {
            remove(copy, "topic." + i);
        }

        nats.startAgain();

        awaitEqual(nats);
    }

    @Test
    void aComparisonJustAfterAnOutageRemovesNothing() throws Exception {
        NatsServer nats = serverWithJetStream();
        retain(copy(nats), "topic", 1).join();
        RetainedStream stream = new RetainedStream(NAME, JetStreamStoreOptions.DEFAULT);
        RetainedComparison early = new RetainedComparison(stream, new Memory(), Duration.ZERO);
        RetainedComparison later = new RetainedComparison(stream, new Memory(), Duration.ZERO);

        try (Connection connection = Nats.connect(nats.url())) {
            early.step(connection, false, topic -> {});
            assertThat(early.hasEnded()).isTrue();
            assertThat(early.isComplete()).isFalse();
            assertThat(stored(nats)).containsOnlyKeys("topic");

            later.step(connection, true, topic -> {});
            assertThat(later.isComplete()).isTrue();
            assertThat(stored(nats)).isEmpty();
        }
    }

    /** Events in memory that cannot be read until the test permits it. */
    private record SlowMemory(Memory memory, CompletableFuture<Thread> reader, CompletableFuture<Void> permission)
            implements RetainedCopy.Original {
        @Override
        public List<String> topics() {
            return memory.topics();
        }

        @Override
        public List<RetainedRecord> events(String topic) {
            reader.complete(Thread.currentThread());
            permission.join();
            return memory.events(topic);
        }

        @Override
        public void restore(RetainedRecord event) {
            memory.restore(event);
        }
    }

    @Test
    void aCopyThatDoesNotEndInTimeWritesNoMore() throws Exception {
        NatsServer nats = serverWithJetStream();
        OpenJetStream ofOtherRealm = connection(nats, 1); // so that the connection stays open
        SlowMemory slow = new SlowMemory(memory, new CompletableFuture<>(), new CompletableFuture<>());
        for (int i = 0; i < 1_000; i++) {
            memory.events.put("topic." + i, event("topic." + i, i + 1));
        }
        JetStreamRetained copy = new JetStreamRetained(connection(nats, 1), NAME, FOR_SEVEN, Duration.ZERO);
        copy.start(slow);
        Thread thread = slow.reader().get(30, TimeUnit.SECONDS);

        copy.close();
        slow.permission().complete(null);

        thread.join(SOON.toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(stored(nats)).hasSizeLessThan(1_000);
        ofOtherRealm.release();
    }
}
