package io.aerostat.router.broker;

import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.LoopWork;
import io.aerostat.router.broker.subscription.Subscriber;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one publication to the sessions of one loop, for all subscriptions that match it. Filled on the publisher's
 * loop, then submitted to the receivers' loop and confined to it. Whether a session still holds its subscription is
 * decided there, just before it is served (ORD-8).
 */
final class Delivery implements LoopWork {
    private record Part(SubscriptionEvent event, LoopSubscribers receivers) {}

    private final BrokerLoop loop;
    private final Publisher publisher;
    private final long acknowledged;
    private final Queue<Part> parts = new ArrayDeque<>(1);
    private int weight;
    private @Nullable Part current;
    private int slot;
    private int end;
    private int dropped;

    /** @param acknowledged the publication's id if its publisher asked for an acknowledgement, or 0 */
    Delivery(BrokerLoop loop, Publisher publisher, long acknowledged) {
        this.loop = loop;
        this.publisher = publisher;
        this.acknowledged = acknowledged;
    }

    BrokerLoop loop() {
        return loop;
    }

    void add(SubscriptionEvent event, LoopSubscribers receivers, int estimatedReceivers) {
        parts.add(new Part(event, receivers));
        weight += estimatedReceivers;
    }

    /** Returns the approximate number of receivers. */
    int weight() {
        return weight;
    }

    @Override
    public int serve(int budget) {
        int left = budget;
        while (left > 0) {
            if (current == null) {
                current = parts.poll();
                if (current == null) {
                    return left;
                }
                slot = 0;
                end = current.receivers.beginWalk();
            }
            left = serve(current, left);
            if (slot == end) {
                current.receivers.endWalk();
                current = null;
            }
        }
        return left;
    }

    private int serve(Part part, int budget) {
        int left = budget;
        while (slot < end && left > 0) {
            Subscriber subscriber = part.receivers.at(slot++);
            if (subscriber != null && part.event.isFor(subscriber)) {
                EventReceiver receiver = subscriber.receiver();
                if (!receiver.deliver(part.event.message(receiver.features()))) {
                    dropped++;
                }
            }
            left--;
        }
        return left;
    }

    @Override
    public boolean isDone() {
        return current == null && parts.isEmpty();
    }

    @Override
    public void finish() {
        publisher.removeUndelivered(weight);
        if (dropped > 0 && acknowledged != 0) {
            publisher.announceDrops(acknowledged, dropped);
        }
    }
}
