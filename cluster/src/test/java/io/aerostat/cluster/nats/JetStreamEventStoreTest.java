package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.realm.record.StoredEventRecord;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.service.ServiceException;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests event history in JetStream with a real nats-server, if one is installed (scripts/nats-server.sh). */
class JetStreamEventStoreTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final HistoryRule RULE = new HistoryRule("com.app.", MatchPolicy.PREFIX, 50);
    private static final Predicate<StoredEvent> ALL = event -> true;

    @TempDir
    Path folder;

    private final List<EventLog> open = new ArrayList<>();
    private @Nullable NatsServer server;

    @AfterEach
    void close() {
        open.forEach(EventLog::close);
        if (server != null) {
            server.close();
        }
    }

    private NatsServer server(String... lines) {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        NatsServer started = NatsServer.start(binary, lines);
        server = started;
        return started;
    }

    private NatsServer serverWithJetStream() {
        return server("jetstream { store_dir: \"" + folder + "\" }");
    }

    private EventLog log(NatsServer nats) {
        return log(nats, 1, RULE, JetStreamStoreOptions.DEFAULT);
    }

    /** Opens a log. Nodes with different numbers have connections of their own. */
    private EventLog log(NatsServer nats, int node, HistoryRule rule, JetStreamStoreOptions options) {
        NatsOptions servers = NatsOptions.of(nats.url());
        NatsOptions own = new NatsOptions(
                servers.servers(),
                servers.tls(),
                servers.authentication(),
                Duration.ofMillis(2000 + node),
                servers.reconnectWait());
        EventLog log = new JetStreamEventStore(own, "balloon", options).open("realm1", rule);
        open.add(log);
        return log;
    }

    private static StoredEvent event(long number) {
        return event(number, "com.app.log", "[" + number + "]");
    }

    private static StoredEvent event(long number, String topic, String args) {
        byte[] bytes = args.getBytes(StandardCharsets.UTF_8);
        return new StoredEvent(
                START.plusSeconds(number),
                1000 + number,
                topic,
                EventDetails.NONE,
                Audience.EVERYONE,
                Payload.validated(Serialization.JSON, bytes, 0, bytes.length, 1));
    }

    /** Adds an event with its publication id as its number. */
    private static CompletionStage<Void> add(EventLog log, StoredEvent event) {
        return log.append(event.publication(), event);
    }

    private static void append(EventLog log, long from, long to) {
        List<CompletionStage<Void>> kept = LongStream.range(from, to)
                .mapToObj(number -> add(log, event(number)))
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
    void everyNodeReadsTheSameEventsInTheSameOrder() {
        NatsServer nats = serverWithJetStream();
        EventLog one = log(nats, 1, RULE, JetStreamStoreOptions.DEFAULT);
        EventLog two = log(nats, 2, RULE, JetStreamStoreOptions.DEFAULT);
        List<CompletionStage<Void>> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            kept.add(add(i % 2 == 0 ? one : two, event(i)));
        }
        kept.forEach(each -> each.toCompletableFuture().join());

        List<Long> read = publications(read(one, EventQuery.ALL));

        assertThat(read).hasSize(40).isEqualTo(publications(read(two, EventQuery.ALL)));
        assertThat(read.stream().filter(id -> id % 2 == 0)).isSorted(); // the events of one node, in their order
        assertThat(one.isShared()).isTrue();
    }

    @Test
    @Conformance({"HIS-3", "P25"})
    void eventsSurviveTheNodesAndTheServer() {
        NatsServer nats = serverWithJetStream();
        StoredEvent rich = new StoredEvent(
                START,
                7,
                "com.app.log",
                new EventDetails(
                        "com.app.log",
                        5,
                        "ann",
                        "app",
                        3,
                        false,
                        false,
                        event(1).details().passthru()),
                new Audience(null, Set.of("bert"), null, null, null, Set.of("app")),
                Payload.EMPTY);
        add(log(nats), rich).toCompletableFuture().join();
        open.remove(0).close();
        nats.kill();
        nats.startAgain();

        assertThat(read(log(nats), EventQuery.ALL).events()).containsExactly(rich);
    }

    @Test
    @Conformance("HIS-3")
    void aLogKeepsNoMoreEventsAndBytesThanItMay() {
        NatsServer nats = serverWithJetStream();
        EventLog log = log(nats);
        append(log, 0, 173);
        EventLog small = log(
                nats,
                1,
                new HistoryRule("com.app.small", MatchPolicy.EXACT, 1000),
                JetStreamStoreOptions.DEFAULT.withBounds(4000, Duration.ofHours(1)));
        append(small, 0, 100);

        assertThat(publications(read(log, EventQuery.ALL)))
                .isEqualTo(LongStream.range(1123, 1173).boxed().toList());
        assertThat(publications(read(small, EventQuery.ALL)))
                .hasSizeBetween(5, 50)
                .endsWith(1099L);
    }

    @Test
    void changedLimitsReachTheStream() {
        NatsServer nats = serverWithJetStream();
        append(log(nats), 0, 50);
        open.remove(0).close();

        EventLog smaller = log(nats, 1, new HistoryRule(RULE.uri(), RULE.match(), 3), JetStreamStoreOptions.DEFAULT);

        assertThat(publications(read(smaller, EventQuery.ALL))).containsExactly(1047L, 1048L, 1049L);
    }

    @Test
    @Conformance({"HIS-1", "HIS-4", "HIS-8"})
    void everyQueryFindsTheEventsThatAReferenceFinds() {
        List<StoredEvent> events = new ArrayList<>();
        HistoryRule large = new HistoryRule("com.app.", MatchPolicy.PREFIX, 300);
        EventLog log = log(serverWithJetStream(), 1, large, JetStreamStoreOptions.DEFAULT);
        for (int i = 0; i < 250; i++) { // more than are read at once
            events.add(event(i, i % 3 == 0 ? "com.app.a" : "com.app.b", "[" + i + "]"));
        }
        events.forEach(event -> add(log, event));
        await().atMost(SOON).until(() -> read(log, EventQuery.ALL).events().size() == events.size());
        Random random = new Random(11);

        for (int i = 0; i < 200; i++) {
            EventQuery query = new EventQuery(
                    random.nextBoolean(),
                    random.nextInt(3) * random.nextInt(150),
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
        return random.nextInt(6) == 0 ? START.plusSeconds(random.nextInt(260)) : null;
    }

    private static long publication(Random random) {
        return random.nextInt(6) == 0 ? 990 + random.nextInt(270) : 0;
    }

    @Test
    @Conformance("P25")
    void whileTheServerIsAwayPublishersAreToldAndTheirEventsWait() {
        NatsServer nats = serverWithJetStream();
        EventLog log = log(nats);
        append(log, 0, 3);
        nats.kill();

        await().atMost(SOON).until(() -> isRefused(add(log, event(3))));
        assertThat(isRefused(add(log, event(4)))).isTrue();
        assertThatThrownBy(() -> read(log, EventQuery.ALL))
                .hasCauseInstanceOf(ServiceException.class)
                .hasMessageContaining(ErrorUris.HISTORY_UNAVAILABLE);
        nats.startAgain();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() ->
                        publications(read(log, EventQuery.ALL)).equals(List.of(1000L, 1001L, 1002L, 1003L, 1004L)));
        await().atMost(SOON).until(() -> !isRefused(add(log, event(5))));
    }

    /** Waits for the answer to a publication, and checks whether it is an error. */
    private static boolean isRefused(CompletionStage<Void> kept) {
        return kept.handle((none, failure) -> failure != null)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aServerThatComesLaterGetsTheEvents() {
        NatsServer nats = serverWithJetStream();
        nats.kill();
        EventLog log = log(nats);
        assertThat(isRefused(add(log, event(1)))).isTrue();

        nats.startAgain();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> publications(read(log, EventQuery.ALL)).equals(List.of(1001L)));
    }

    @Test
    void eventsThatWaitAreBounded() {
        NatsServer nats = serverWithJetStream();
        nats.kill();
        EventLog log = log(nats, 1, RULE, JetStreamStoreOptions.DEFAULT.withWaitingBytes(600));
        add(log, event(1));
        add(log, event(2));

        assertThatThrownBy(() -> add(log, event(3)).toCompletableFuture().join())
                .hasMessageContaining("found 2 events that wait");
        nats.startAgain();
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> publications(read(log, EventQuery.ALL)).equals(List.of(1001L, 1002L)));
    }

    @Test
    void withoutJetStreamEachNodeKeepsItsOwnEvents() {
        NatsServer nats = server();
        EventLog one = log(nats, 1, RULE, JetStreamStoreOptions.DEFAULT);
        EventLog two = log(nats, 2, RULE, JetStreamStoreOptions.DEFAULT);
        append(one, 0, 3);

        assertThat(one.isShared()).isFalse();
        assertThat(publications(read(one, EventQuery.ALL))).containsExactly(1000L, 1001L, 1002L);
        assertThat(read(two, EventQuery.ALL).events()).isEmpty();
    }

    @Test
    void anEventThatNoServerTakesDoesNotStopTheOthers() {
        NatsServer nats = server("max_payload: 4096", "jetstream { store_dir: \"" + folder + "\" }");
        EventLog log = log(nats);
        EventLog impossible = log( // one server cannot keep three replicas
                nats,
                1,
                new HistoryRule("com.app.impossible", MatchPolicy.EXACT, 10),
                JetStreamStoreOptions.DEFAULT.withReplicas(3));

        CompletionStage<Void> tooLarge = add(log, event(1, "com.app.log", "[\"" + "x".repeat(5000) + "\"]"));
        CompletionStage<Void> refused = add(impossible, event(2));
        CompletionStage<Void> kept = add(log, event(3));

        assertThatThrownBy(() -> tooLarge.toCompletableFuture().join()).hasMessageContaining("max_payload");
        assertThatThrownBy(() -> refused.toCompletableFuture().join()).hasMessageContaining("replicas");
        kept.toCompletableFuture().join();
        assertThat(publications(read(log, EventQuery.ALL))).containsExactly(1003L);
    }

    @Test
    void aDeletedStreamIsCreatedAgain() throws Exception {
        NatsServer nats = serverWithJetStream();
        EventLog log = log(nats);
        append(log, 0, 3);
        try (io.nats.client.Connection operator = io.nats.client.Nats.connect(nats.url())) {
            for (String stream : operator.jetStreamManagement().getStreamNames()) {
                assertThat(stream).startsWith("aerostat_balloon_");
                operator.jetStreamManagement().deleteStream(stream);
            }
        }
        assertThat(read(log, EventQuery.ALL).events()).isEmpty();

        add(log, event(7));

        await().atMost(SOON).until(() -> publications(read(log, EventQuery.ALL)).equals(List.of(1007L)));
    }

    @Test
    void anEventThatTheStreamHasTwiceIsReadOnce() throws Exception {
        NatsServer nats = serverWithJetStream();
        EventLog log = log(nats);
        append(log, 0, 3);
        String subject = StreamName.of("balloon", "realm1", RULE).subject();
        try (io.nats.client.Connection again = io.nats.client.Nats.connect(nats.url())) {
            again.jetStream().publish(subject, StoredEventRecord.write(event(1)));
        }

        assertThat(publications(read(log, EventQuery.ALL))).containsExactly(1000L, 1001L, 1002L);
    }

    @Test
    void aConnectionThatTheClientHasGivenUpIsReplaced() {
        NatsServer nats = serverWithJetStream();
        JetStreamEventStore store =
                new JetStreamEventStore(NatsOptions.of(nats.url()), "balloon", JetStreamStoreOptions.DEFAULT);
        EventLog log = store.open("realm1", RULE);
        open.add(log);
        append(log, 0, 3);
        OpenJetStream shared = OpenJetStream.acquire(store);

        shared.closeConnection();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> publications(read(log, EventQuery.ALL)).equals(List.of(1000L, 1001L, 1002L)));
        append(log, 3, 4);
        shared.release();
    }

    @Test
    void aStreamThatDoesNotAnswerDoesNotHarmTheOthers() {
        HistoryRule silent = new HistoryRule("com.app.silent", MatchPolicy.EXACT, 10);
        String subject = StreamName.of("balloon", "realm1", silent).subject();
        NatsServer nats = server( // the server drops what it may not publish, and never confirms it
                "no_auth_user: node",
                "authorization { users: [ { user: node, password: node, permissions: { publish: { deny: \"" + subject
                        + "\" } } } ] }",
                "jetstream { store_dir: \"" + folder + "\" }");
        EventLog lost = log(nats, 1, silent, JetStreamStoreOptions.DEFAULT);
        EventLog log = log(nats);

        assertThat(isRefused(add(lost, event(1)))).isTrue();
        append(log, 2, 5);

        assertThat(isRefused(add(lost, event(5)))).isTrue();
        assertThat(publications(read(log, EventQuery.ALL))).containsExactly(1002L, 1003L, 1004L);
    }
}
