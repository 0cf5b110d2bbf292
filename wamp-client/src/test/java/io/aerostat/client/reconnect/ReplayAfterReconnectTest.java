package io.aerostat.client.reconnect;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests subscriptions that request past events, at a fake router that keeps a history and loses connections. */
class ReplayAfterReconnectTest {
    private static final long SUBSCRIPTION = 7;

    private final FakeRouter router = new FakeRouter();
    private final Client client = Client.builder()
            .router(router)
            .realm("realm1")
            .reconnect(ReconnectOptions.DEFAULT.delays(Duration.ofMillis(10), Duration.ofMillis(50)))
            .build();
    private final List<Long> history = new CopyOnWriteArrayList<>(List.of(31L, 12L, 23L));
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        client.close();
        router.close();
    }

    private void subscribe(TopicFilter filter) {
        router.intercept((peer, message) -> {
            if (!(message instanceof Subscribe subscribe)) {
                return false;
            }
            long after = subscribe.options().replayAfter();
            asked.add(after);
            if (after != 0 && !history.contains(after)) {
                peer.deliver(new ErrorMessage(
                        Subscribe.CODE,
                        subscribe.request(),
                        ErrorDetails.NONE,
                        ErrorUris.NO_SUCH_PUBLICATION,
                        Payload.EMPTY));
                return true;
            }
            peer.deliver(new Subscribed(subscribe.request(), SUBSCRIPTION));
            history.subList(history.indexOf(after) + 1, history.size()).forEach(id -> peer.deliver(event(id)));
            return true;
        });
        client.connect()
                .await(DEADLINE)
                .subscribe(filter, event -> seen.add(event.publication()))
                .await(DEADLINE);
        await().atMost(DEADLINE).until(() -> seen.size() == 3);
    }

    private static Event event(long publication) {
        return new Event(SUBSCRIPTION, publication, EventDetails.NONE, Payload.EMPTY);
    }

    /** Loses the connection, and returns after the subscription has been requested this many times in all. */
    private void reconnect(int requests) {
        router.lastPeer().close();
        await().atMost(DEADLINE).until(() -> asked.size() == requests);
    }

    @Test
    void aReplayGoesOnAfterTheLastDeliveredEvent() {
        subscribe(TopicFilter.of("com.t").replayAll());

        reconnect(2);
        router.lastPeer().deliver(event(44));

        await().atMost(DEADLINE).until(() -> seen.contains(44L));
        assertThat(seen).containsExactly(31L, 12L, 23L, 44L);
        assertThat(asked).containsExactly(0L, 23L);
    }

    @Test
    void aReplayOfAllEventsGoesOnWithThoseThatAreLeft() {
        subscribe(TopicFilter.of("com.t").replayAll());
        history.clear();
        history.add(44L);

        reconnect(3);

        await().atMost(DEADLINE).until(() -> seen.contains(44L));
        assertThat(seen).containsExactly(31L, 12L, 23L, 44L);
        assertThat(asked).containsExactly(0L, 23L, 0L);
    }
}
