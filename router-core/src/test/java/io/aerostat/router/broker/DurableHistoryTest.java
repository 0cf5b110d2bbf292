package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.realm.BrokerOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests publications to topics whose history needs time to store an event, as a history on a disk does. */
class DurableHistoryTest {
    private static final String TOPIC = "com.app.log";

    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private final TestBroker realm = new TestBroker(BrokerOptions.DEFAULT
            .withHistory(List.of(
                    new HistoryRule(TOPIC, MatchPolicy.EXACT, 3), new HistoryRule("com.app", MatchPolicy.PREFIX, 3)))
            .withEventStore((name, rule) -> new SlowLog()));
    private final BrokerClient publisher = realm.join();
    private final BrokerClient subscriber = realm.join();

    /** A log that stores an event only when the test says so. */
    private final class SlowLog implements EventLog {
        @Override
        public CompletionStage<Void> append(long number, StoredEvent event) {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            waiting.add(kept);
            return kept;
        }

        @Override
        public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
            return CompletableFuture.completedFuture(EventPage.EMPTY);
        }
    }

    private void keepNext() {
        waiting.remove().complete(null);
        realm.settle();
    }

    @Test
    @Conformance({"P25", "PS-4"})
    void publishedFollowsWhenAllHistoriesHaveKeptTheEvent() {
        subscriber.subscribe(TOPIC);
        long request = publisher.publish(TOPIC, Options.NONE.acknowledged().build());

        assertThat(subscriber.events()).hasSize(1);
        keepNext();
        assertThat(publisher.received(Published.class)).isEmpty();
        keepNext();

        assertThat(publisher.received(Published.class))
                .containsExactly(new Published(request, subscriber.event().publication()));
    }

    @Test
    void answersFollowTheOrderOfThePublications() {
        long first = publisher.publish(TOPIC, Options.NONE.acknowledged().build());
        long second = publisher.publish(TOPIC, Options.NONE.acknowledged().build());
        List<CompletableFuture<Void>> histories = List.copyOf(waiting);

        histories.subList(2, 4).forEach(kept -> kept.complete(null));
        realm.settle();
        assertThat(publisher.received(Published.class)).isEmpty();
        histories.subList(0, 2).forEach(kept -> kept.complete(null));
        realm.settle();

        assertThat(publisher.received(Published.class))
                .extracting(Published::request)
                .containsExactly(first, second);
    }

    @Test
    @Conformance("P25")
    void aPublisherGetsAnErrorIfTheHistoryCannotKeepTheEvent() {
        long request = publisher.publish(TOPIC, Options.NONE.acknowledged().build());

        waiting.remove().completeExceptionally(new IllegalStateException("disk full"));
        keepNext();

        assertThat(publisher.error(Publish.CODE, request)).isEqualTo(ErrorUris.HISTORY_UNAVAILABLE);
        assertThat(publisher.received(Published.class)).isEmpty();
    }

    @Test
    void aPublicationWithoutAcknowledgementHasNoAnswer() {
        publisher.publish(TOPIC);
        waiting.remove().completeExceptionally(new IllegalStateException("disk full"));
        keepNext();

        assertThat(publisher.received(ErrorMessage.class)).isEmpty();
        assertThat(publisher.received(Published.class)).isEmpty();
    }

    @Test
    void aForwardedEventThatTheHistoryCannotKeepIsLogged() {
        Logger log = (Logger) LoggerFactory.getLogger(UnkeptPublications.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        Publish message = new Publish(1, Options.NONE.build(), TOPIC, Payload.EMPTY);
        Publication publication = Publication.of(4711, message, 815, publisher.peer.principal(), Permit.PLAIN, false);

        publisher.loop.enter(() -> publisher.session.deliverForwarded(publication, false, false, null));
        waiting.remove().completeExceptionally(new IllegalStateException("disk full"));
        keepNext();
        log.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("publication 4711") && line.contains("disk full"));
    }

    @Test
    @Conformance("P7")
    void aPublisherIsNotReadWhileManyOfItsEventsWaitForTheDisk() {
        for (int i = 0; i < 255; i++) {
            publisher.publish(TOPIC);
        }
        assertThat(publisher.peer.readingHolds()).isZero();

        publisher.publish(TOPIC);
        assertThat(publisher.peer.readingHolds()).isOne();

        for (int i = 0; i < 2 * 128; i++) {
            keepNext();
        }
        assertThat(publisher.peer.readingHolds()).isZero();
    }
}
