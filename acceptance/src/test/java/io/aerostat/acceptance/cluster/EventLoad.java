package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A publisher at one node that publishes numbered events at a steady rate, with subscribers at several nodes. */
final class EventLoad implements AutoCloseable {
    /** One subscriber, with counters that only its receiving thread changes. */
    private static final class Subscriber {
        private final ClusterNode node;
        private final Peer peer;
        private final AtomicLong last = new AtomicLong();
        private final AtomicLong missing = new AtomicLong();
        private final AtomicLong disorder = new AtomicLong();

        Subscriber(ClusterNode node, String topic) {
            this.node = node;
            peer = Peer.join(node.socket()).subscribe(topic).receive("subscriber at " + node.name(), this::received);
        }

        private void received(Message message) {
            if (message.type() == EVENT) {
                long number = (Long) message.list(4).get(0);
                long before = last.get();
                if (number <= before) {
                    disorder.incrementAndGet();
                } else {
                    missing.addAndGet(number - before - 1);
                    last.set(number);
                }
            }
        }
    }

    private final String topic;
    private final Peer publisher;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Thread sending;
    private final AtomicLong published = new AtomicLong();
    private volatile boolean over;

    private EventLoad(ClusterNode from, ClusterNode... to) {
        topic = "com.load.events.of." + from.name();
        for (ClusterNode node : to) {
            subscribers.add(new Subscriber(node, topic));
        }
        publisher = Peer.join(from.socket()).receive("publisher at " + from.name(), message -> {});
        sending = new Thread(this::send, "events of " + from.name());
        sending.setDaemon(true);
    }

    /** Joins the publisher and subscribers, and begins to publish. */
    static EventLoad start(ClusterNode from, ClusterNode... to) {
        EventLoad load = new EventLoad(from, to);
        load.sending.start();
        return load;
    }

    private void send() {
        long start = System.nanoTime();
        while (!over && !publisher.hasEnded()) {
            long number = published.incrementAndGet();
            publisher.send(PUBLISH, publisher.nextRequest(), Map.of(), topic, List.of(number));
            long next = start + number * 1_000_000_000L / Scale.EVENTS_A_SECOND;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private Subscriber at(ClusterNode node) {
        return subscribers.stream()
                .filter(subscriber -> subscriber.node.equals(node))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the subscriber at a node has received this number of further events. */
    void awaitMore(ClusterNode node, int events) {
        Subscriber subscriber = at(node);
        long goal = subscriber.last.get() + events;
        await(events + " more events of " + topic + " at " + node.name())
                .atMost(Scale.SOON)
                .until(() -> subscriber.last.get() >= goal);
    }

    /** Returns the number of events that the subscriber at a node has missed between received ones. */
    long missing(ClusterNode node) {
        return at(node).missing.get();
    }

    /** Stops publishing, and checks that each of these nodes has received every event in order. */
    void finishWithoutLoss(ClusterNode... nodes) {
        over = true;
        await().atMost(Scale.SOON).until(() -> !sending.isAlive());
        for (ClusterNode node : nodes) {
            Subscriber subscriber = at(node);
            await("the last event of " + topic + " at " + node.name())
                    .atMost(Scale.SOON)
                    .until(() -> subscriber.last.get() == published.get());
            assertThat(subscriber.missing)
                    .as("missing events at %s", node.name())
                    .hasValue(0);
        }
        finish();
    }

    /** Stops publishing, and checks that no event arrived twice or in another order. */
    void finish() {
        over = true;
        await().atMost(Scale.SOON).until(() -> !sending.isAlive());
        for (Subscriber subscriber : subscribers) {
            assertThat(subscriber.disorder)
                    .as("events out of order at %s", subscriber.node.name())
                    .hasValue(0);
        }
    }

    @Override
    public void close() {
        over = true;
        publisher.close();
        subscribers.forEach(subscriber -> subscriber.peer.close());
    }
}
