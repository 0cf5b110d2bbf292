package io.aerostat.router.broker;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One publication on its way to the sessions of one loop, by all subscriptions that match it. Filled by the publisher's loop, then handed over and
 * confined to the receiving one. Whether a session still holds its subscription is decided there, at the last moment (ORD-8).
 */
final class Delivery implements LoopWork {
    private record Part(SubscriptionEvent event, LoopSubscribers receivers) {}

    private final BrokerLoop loop;
    private final BrokerSession publisher;
    private final Queue<Part> parts = new ArrayDeque<>(1);
    private int weight;
    private @Nullable Part current;
    private int slot;
    private int end;

    Delivery(BrokerLoop loop, BrokerSession publisher) {
        this.loop = loop;
        this.publisher = publisher;
    }

    BrokerLoop loop() {
        return loop;
    }

    void add(SubscriptionEvent event, LoopSubscribers receivers, int estimatedReceivers) {
        parts.add(new Part(event, receivers));
        weight += estimatedReceivers;
    }

    /** About how many receivers it has. */
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
                BrokerSession session = subscriber.session();
                session.deliver(part.event.message(session.eventDetails()));
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
        publisher.delivered(weight);
    }
}
