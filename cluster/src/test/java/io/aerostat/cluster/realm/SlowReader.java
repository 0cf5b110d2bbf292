package io.aerostat.cluster.realm;

import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A subscriber that blocks its event loop from its first event until {@link #goOn}. */
final class SlowReader implements LocalReceiver {
    final List<Object> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch welcomed = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    static SlowReader on(TestNode node, String topic) throws InterruptedException {
        SlowReader reader = new SlowReader();
        LocalConnection connection =
                node.router.local(null, TestClient.APP.name()).open(reader);
        connection.send(new Hello("realm1", new HelloDetails(TestClient.ALL, null, List.of(), null, null, Map.of())));
        reader.welcomed.await();
        connection.send(new Subscribe(1, new SubscribeOptions(MatchPolicy.EXACT, false, null), topic));
        reader.subscribed.await();
        return reader;
    }

    /** Waits until the event loop is blocked. */
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    void goOn() {
        gate.countDown();
    }

    @Override
    public void message(WampMessage message) {
        if (message instanceof Welcome) {
            welcomed.countDown();
        } else if (message instanceof Subscribed) {
            subscribed.countDown();
        } else if (message instanceof Event) {
            stopped.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.add(TestClient.args(message).get(0));
        }
    }

    @Override
    public void closed(String reason) {
        gate.countDown();
    }
}
