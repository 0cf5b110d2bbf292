package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.LoopWork;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one publication to the sessions of one loop, for all subscriptions that match it. A delivery is filled on
 * the publisher's loop, and then confined to the receivers' loop. Before it serves a session, it checks that the
 * session still holds its subscription (ORD-8).
 */
final class Delivery implements LoopWork {
    private record Part(SubscriptionEvent event, LoopSubscribers receivers) {}

    private final BrokerLoop loop;
    private final Publisher publisher;
    private final @Nullable Publication acknowledged;
    private final Queue<Part> parts = new ArrayDeque<>(1);
    private int weight;
    private @Nullable Round round;
    private int unserved;
    private int dropped;

    /**
     * Creates an empty delivery.
     *
     * @param acknowledged the publication, if its publisher asked for an acknowledgement; otherwise null
     */
    Delivery(BrokerLoop loop, Publisher publisher, @Nullable Publication acknowledged) {
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
        unserved++;
    }

    /** Returns the approximate number of receivers. */
    int weight() {
        return weight;
    }

    @Override
    public int serve(int budget) {
        int left = budget;
        while (left > 0) {
            if (round == null) {
                round = nextRound();
                if (round == null) {
                    return left;
                }
            }
            left = round.serve(left);
            if (round.isDone()) {
                round = null;
            }
        }
        return left;
    }

    private @Nullable Round nextRound() {
        Part part = parts.poll();
        return part == null ? null : new Round(part.receivers, this, part.event);
    }

    /** Merges a later publication for the same receivers into this delivery, so that both are delivered together. */
    @Override
    public boolean tryMerge(LoopWork next) {
        if (!(next instanceof Delivery delivery) || delivery.parts.size() != 1) {
            return false;
        }
        if (round == null && parts.size() == 1) {
            round = nextRound();
        }
        Part part = delivery.parts.element();
        if (round == null || !parts.isEmpty() || !round.isOpenTo(part.receivers)) {
            return false;
        }
        round.join(delivery, delivery.parts.remove().event);
        return true;
    }

    void countDrop() {
        dropped++;
    }

    /** Called when all receivers have got the event of one subscription. */
    void partIsServed() {
        if (--unserved == 0) {
            publisher.removeUndelivered(weight);
            if (dropped > 0 && acknowledged != null) {
                publisher.announceDrops(acknowledged, dropped);
            }
        }
    }

    @Override
    public boolean isDone() {
        return round == null && parts.isEmpty();
    }

    @Override
    public void abandon() {
        publisher.removeUndelivered(weight);
    }
}
