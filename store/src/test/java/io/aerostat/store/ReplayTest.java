package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.connection.Connectors;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.Transport;
import io.aerostat.test.TestRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests subscribers that continue after a past event, with a history in memory and in a file. */
class ReplayTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PUBLISHERS = 3;
    private static final int LIMIT = 100_000;

    @TempDir
    Path folder;

    private TestRouter router;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    private void start(boolean inFile, int limit) {
        List<HistoryRule> rules = List.of(
                new HistoryRule("com.app.log", MatchPolicy.EXACT, limit),
                new HistoryRule("com.app.", MatchPolicy.PREFIX, limit),
                new HistoryRule("com..log", MatchPolicy.WILDCARD, limit));
        router = StoredRealm.start(folder, options -> {
            options = options.withHistory(rules);
            return inFile ? options : options.withEventStore(new MemoryEventStore());
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        router.close();
    }

    /** Publishes numbers from each publisher, until the test ends. */
    private void publishUnderLoad() {
        for (int i = 0; i < PUBLISHERS; i++) {
            Session session = router.join();
            int publisher = i;
            Thread thread = new Thread(() -> {
                for (int number = 0; !stopped.get() && number < LIMIT / PUBLISHERS; number++) {
                    Publication next = Publication.of("com.app.log").args(publisher, number);
                    if (number % 16 == 0) {
                        session.publishAcknowledged(next).await(DEADLINE);
                    } else {
                        session.publish(next);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
    }

    /** Checks that the events of each publisher have consecutive numbers. */
    private static void assertNoGapAndNoDouble(List<Event> events) {
        int[] next = new int[PUBLISHERS];
        Arrays.fill(next, -1);
        for (Event event : events) {
            int publisher = event.arg(0, Integer.class);
            int number = event.arg(1, Integer.class);
            if (next[publisher] >= 0) {
                assertThat(number).as("the event of publisher %d", publisher).isEqualTo(next[publisher]);
            }
            next[publisher] = number + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conformance({"P25", "ORD-1", "ORD-2"})
    void subscribersGoOnWithoutGapOrDoubleWhilePublishersAreAtWork(boolean inFile) {
        start(inFile, LIMIT);
        publishUnderLoad();
        List<TopicFilter> filters = List.of(
                TopicFilter.of("com.app.log"), TopicFilter.prefix("com.app."), TopicFilter.wildcard("com..log"));

        List<List<Event>> all = new ArrayList<>();
        filters.forEach(filter -> all.add(new ArrayList<>()));
        for (int life = 0; life < 5; life++) {
            List<List<Event>> received = new ArrayList<>();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < filters.size(); i++) {
                List<Event> before = all.get(i);
                List<Event> events = new CopyOnWriteArrayList<>();
                received.add(events);
                Session session = router.join();
                sessions.add(session);
                TopicFilter filter = before.isEmpty()
                        ? filters.get(i).replayAll()
                        : filters.get(i)
                                .replayAfter(before.get(before.size() - 1).publication());
                session.subscribe(filter, events::add).await(DEADLINE);
            }
            await().atMost(DEADLINE).until(() -> received.stream().allMatch(events -> events.size() > 300));
            for (int i = 0; i < filters.size(); i++) {
                all.get(i).addAll(List.copyOf(received.get(i))); // events that arrive later do not count
            }
            sessions.forEach(Session::close);
        }

        all.forEach(ReplayTest::assertNoGapAndNoDouble);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conformance("P25")
    void everyEventIsReplayedInOrderAndThenLiveOnesFollow(boolean inFile) {
        start(inFile, LIMIT);
        Session session = router.join();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            ids.add(session.publishAcknowledged(Publication.of("com.app.log").args(i))
                    .await(DEADLINE));
        }
        Queue<Event> events = new ConcurrentLinkedQueue<>();

        router.joinByUrl()
                .subscribe(TopicFilter.prefix("com.app.").replayAfter(ids.get(99)), events::add)
                .await(DEADLINE);
        for (int i = 700; i < 710; i++) {
            session.publishAcknowledged(Publication.of("com.app.log").args(i)).await(DEADLINE);
        }

        await().atMost(DEADLINE).until(() -> events.size() >= 610);
        assertThat(events.stream().map(event -> event.arg(0, Integer.class)).toList())
                .isEqualTo(IntStream.range(100, 710).boxed().toList());
        assertThat(events).allMatch(event -> event.topic().equals("com.app.log") && !event.retained());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSubscriberThatLeavesDuringItsReplayHarmsNobody(boolean inFile) {
        start(inFile, LIMIT);
        publishUnderLoad();
        for (int i = 0; i < 30; i++) {
            Session session = router.join();
            Subscription subscription = session.subscribe(
                            TopicFilter.of("com.app.log").replayAll(), event -> {})
                    .await(DEADLINE);
            if (i % 2 == 0) {
                session.close();
            } else {
                subscription.unsubscribe().await(DEADLINE);
            }
        }

        List<Event> events = new CopyOnWriteArrayList<>();
        router.join()
                .subscribe(TopicFilter.of("com.app.log").replayAll(), events::add)
                .await(DEADLINE);
        await().atMost(DEADLINE).until(() -> events.size() > 300);
        assertNoGapAndNoDouble(events);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPublicationThatIsNoLongerKeptIsAnError(boolean inFile) {
        start(inFile, 10);
        Session session = router.join();
        long first = session.publishAcknowledged(Publication.of("com.app.log").args(0))
                .await(DEADLINE);
        for (int i = 1; i < 400; i++) {
            session.publishAcknowledged(Publication.of("com.app.log").args(i)).await(DEADLINE);
        }

        assertRefused(TopicFilter.of("com.app.log").replayAfter(first), ErrorUris.NO_SUCH_PUBLICATION);
        assertRefused(TopicFilter.of("com.app.other").replayAll(), ErrorUris.HISTORY_UNAVAILABLE);
        assertRefused(TopicFilter.of("com.app.log").replayAll().withRetained(), ErrorUris.INVALID_ARGUMENT);
        session.subscribe(TopicFilter.of("com.app.log"), event -> {}).await(DEADLINE);
        assertThatThrownBy(() -> session.subscribe(TopicFilter.of("com.app.log").replayAll(), event -> {})
                        .await(DEADLINE))
                .hasMessageContaining("holds already");
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "MSGPACK", "CBOR", "UBJSON"})
    void aClientOfEachSerializerGoesOn(Serialization serialization) {
        start(true, LIMIT);
        Session session = router.join();
        long first = session.publishAcknowledged(Publication.of("com.app.log").args(0, "ä", List.of(1.5)))
                .await(DEADLINE);
        for (int i = 1; i < 300; i++) {
            session.publishAcknowledged(Publication.of("com.app.log").args(i, "ä", List.of(1.5)))
                    .await(DEADLINE);
        }
        Queue<Event> events = new ConcurrentLinkedQueue<>();
        ConnectorOptions options = ConnectorOptions.DEFAULT.serializations(serialization);
        Transport rawSocket =
                new Transport.RawSocket(Set.of(serialization), ConnectionOptions.DEFAULT, DEADLINE, Access.ANONYMOUS);
        String url = "rs://127.0.0.1:"
                + router.router()
                        .listen(new Listener("raw", new ListeningEndpoint.Tcp("127.0.0.1", 0), rawSocket))
                        .join()
                        .port();

        try (ClientRuntime runtime = ClientRuntime.create("replay");
                Client client = Client.builder()
                        .realm(TestRouter.REALM)
                        .runtime(runtime)
                        .connector(Connectors.to(url, options, runtime))
                        .build()) {
            client.join()
                    .await(DEADLINE)
                    .subscribe(TopicFilter.of("com.app.log").replayAfter(first), events::add)
                    .await(DEADLINE);
            await().atMost(DEADLINE).until(() -> events.size() >= 299);
        }

        assertThat(events.stream().map(event -> event.arg(0, Integer.class)).toList())
                .isEqualTo(IntStream.range(1, 300).boxed().toList());
        assertThat(events).allMatch(event -> event.arg(1, String.class).equals("ä"));
    }

    private void assertRefused(TopicFilter filter, String error) {
        Session session = router.join();
        assertThatThrownBy(() -> session.subscribe(filter, event -> {}).await(DEADLINE))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        refused -> assertThat(refused.uri()).isEqualTo(error));
    }
}
