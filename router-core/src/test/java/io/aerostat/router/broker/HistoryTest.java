package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final TestBroker realm = new TestBroker(BrokerOptions.DEFAULT.withHistory(List.of(
            new HistoryRule("com.mycompany.log.auth", MatchPolicy.EXACT, 3),
            new HistoryRule("com.mycompany.log", MatchPolicy.PREFIX, 100),
            new HistoryRule("com.mycompany..basket", MatchPolicy.WILDCARD, 100))));
    private final BrokerClient publisher = realm.join();

    private List<StoredEvent> events(String topic, MatchPolicy match) {
        long id = realm.broker.directory().lookup(topic, match).orElseThrow().id();
        return realm.broker
                .directory()
                .history(id)
                .orElseThrow()
                .read(EventQuery.ALL, event -> true)
                .toCompletableFuture()
                .join()
                .events();
    }

    @Conformance({"HIS-3", "HIS-7"})
    @Test
    void eachSubscriptionKeepsAllMatchingEventsWithoutSubscribers() {
        long auth = publisher.publishAcknowledged("com.mycompany.log.auth", Options.NONE);
        long basket = publisher.publishAcknowledged("com.mycompany.log.basket", Options.NONE);
        publisher.publish("com.mycompany.other");

        assertThat(events("com.mycompany.log.auth", MatchPolicy.EXACT))
                .extracting(StoredEvent::publication)
                .containsExactly(auth);
        assertThat(events("com.mycompany.log", MatchPolicy.PREFIX))
                .extracting(StoredEvent::publication)
                .containsExactly(auth, basket);
        assertThat(events("com.mycompany..basket", MatchPolicy.WILDCARD))
                .extracting(StoredEvent::publication)
                .containsExactly(basket);
        assertThat(events("com.mycompany.log", MatchPolicy.PREFIX).get(1)).satisfies(event -> {
            assertThat(event.topic()).isEqualTo("com.mycompany.log.basket");
            assertThat(event.details().topic()).isEqualTo("com.mycompany.log.basket");
            assertThat(event.timestamp()).isEqualTo(realm.now());
        });
    }

    @Conformance("HIS-4")
    @Test
    void eventsForListedSessionsAreNotKept() {
        publisher.publish(
                "com.mycompany.log.auth", Options.NONE.to(Options.eligible(1L)).build());
        publisher.publish(
                "com.mycompany.log.auth", Options.NONE.to(Options.exclude(1L)).build());
        long forAdmins = publisher.publishAcknowledged(
                "com.mycompany.log.auth", Options.NONE.to(Options.eligibleAuthrole("admin")));

        assertThat(events("com.mycompany.log.auth", MatchPolicy.EXACT))
                .extracting(StoredEvent::publication)
                .containsExactly(forAdmins);
    }

    @Test
    void theNewestEventReplacesTheOldest() {
        publisher.publish("com.mycompany.log.auth");
        long second = publisher.publishAcknowledged("com.mycompany.log.auth", Options.NONE);
        publisher.publish("com.mycompany.log.auth");
        publisher.publish("com.mycompany.log.auth");

        assertThat(events("com.mycompany.log.auth", MatchPolicy.EXACT))
                .hasSize(3)
                .first()
                .extracting(StoredEvent::publication)
                .isEqualTo(second);
    }

    @Conformance({"SBM-2", "HIS-7"})
    @Test
    void aSubscriptionWithAHistoryStaysWithoutSubscribers() {
        SubscriptionDetails details = realm.broker
                .directory()
                .lookup("com.mycompany.log", MatchPolicy.PREFIX)
                .orElseThrow();
        BrokerClient client = realm.join();

        assertThat(client.subscribe("com.mycompany.log", MatchPolicy.PREFIX)).isEqualTo(details.id());
        client.leave(LeaveReason.LOST);

        assertThat(realm.changes)
                .containsExactly(
                        "subscribe " + client.id() + " " + details.id(),
                        "unsubscribe " + client.id() + " " + details.id());
        assertThat(realm.broker.directory().find(details.id())).isPresent();
    }
}
