package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests, step by step, subscribers that continue after a past event. */
class GoOnTest {
    private static final String TOPIC = "com.app.log";
    private static final long BACKLOG = 1 << 20;

    private TestBroker realm = withHistory(100_000);
    private BrokerClient publisher = realm.join();
    private final List<Long> published = new ArrayList<>();

    private static TestBroker withHistory(int limit) {
        return new TestBroker(
                BrokerOptions.DEFAULT.withHistory(List.of(new HistoryRule(TOPIC, MatchPolicy.EXACT, limit))));
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            published.add(publisher.publishAcknowledged(TOPIC, Options.NONE));
        }
        publisher.forget();
    }

    private static SubscribeOptions after(long publication) {
        return new SubscribeOptions(MatchPolicy.EXACT, false, null, publication);
    }

    private static List<Long> publications(BrokerClient client) {
        return client.events().stream().map(Event::publication).toList();
    }

    @Test
    void aSubscriberGoesOnAfterAnEvent() {
        publish(600);
        BrokerClient client = realm.join();

        client.subscribe(TOPIC, after(published.get(99)));
        publish(5);

        assertThat(publications(client)).isEqualTo(published.subList(100, 605));
    }

    @Test
    void aSubscriberThatWantsEverythingGetsAllThatIsKept() {
        realm = withHistory(10);
        publisher = realm.join();
        publish(25);
        BrokerClient client = realm.join();

        client.subscribe(TOPIC, after(0));

        assertThat(publications(client)).isEqualTo(published.subList(15, 25));
    }

    @Test
    void liveEventsBeyondTheRoomOfAReplayAreReadFromTheHistory() {
        publish(300);
        BrokerClient client = realm.join();
        client.peer.pendingBytes(BACKLOG);
        client.subscribe(TOPIC, after(published.get(0)));

        publish(9_000);
        assertThat(client.events()).isEmpty();
        client.peer.pendingBytes(0);
        realm.runScheduled();
        publish(3);

        assertThat(publications(client)).isEqualTo(published.subList(1, published.size()));
    }

    @Test
    void aReplayThatMissesAnEventEndsTheSubscription() {
        realm = withHistory(10);
        publisher = realm.join();
        publish(10);
        BrokerClient client = realm.join();
        client.peer.pendingBytes(BACKLOG);
        long subscription = client.subscribe(TOPIC, after(published.get(0)));

        publish(30);
        client.peer.pendingBytes(0);
        realm.runScheduled();

        assertThat(client.events()).isEmpty();
        assertThat(client.received(Unsubscribed.class))
                .containsExactly(new Unsubscribed(0, new Revocation(subscription, ErrorUris.NO_SUCH_PUBLICATION)));
        publish(1);
        assertThat(client.events()).isEmpty();
    }

    @Test
    void aSubscriberThatLeavesEndsItsReplay() {
        publish(300);
        BrokerClient client = realm.join();
        client.peer.pendingBytes(BACKLOG);
        client.subscribe(TOPIC, after(published.get(0)));

        client.leave(LeaveReason.LOST);
        client.peer.pendingBytes(0);
        realm.runScheduled();

        assertThat(client.events()).isEmpty();
    }

    @Test
    void anUnknownPublicationIsRefused() {
        publish(3);
        BrokerClient client = realm.join();

        long request = client.requestSubscribe(TOPIC, after(4711));

        assertThat(client.error(Subscribe.CODE, request)).isEqualTo(ErrorUris.NO_SUCH_PUBLICATION);
    }

    @Test
    void aTopicWithoutHistoryIsRefused() {
        BrokerClient client = realm.join();

        long request = client.requestSubscribe("com.app.other", after(0));

        assertThat(client.error(Subscribe.CODE, request)).isEqualTo(ErrorUris.HISTORY_UNAVAILABLE);
    }
}
