package io.aerostat.router.broker;

import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.Subscriber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the subscribers of one loop that delivers several events together. An event that joins in the middle of
 * the walk is delivered from that position to the last subscriber, and then from the first subscriber to that position.
 * When the walk comes to a subscriber, that subscriber gets all events of the walk in one write to its socket, in the
 * order in which they joined (ORD-1). Confined to the subscribers' loop.
 */
final class Round {
    private final LoopSubscribers receivers;
    /** The events on the walk, in the order in which they joined. They leave the walk in the same order. */
    private final List<Passenger> passengers = new ArrayList<>(1);

    private int slot;
    private boolean begun;

    /** An event on the walk. It leaves the walk after it has passed as many slots as there were when it joined. */
    private static final class Passenger {
        private final Delivery delivery;
        private final SubscriptionEvent event;
        private int end;
        private int left;

        Passenger(Delivery delivery, SubscriptionEvent event) {
            this.delivery = delivery;
            this.event = event;
        }

        void begin(int end) {
            this.end = end;
            this.left = end;
        }
    }

    Round(LoopSubscribers receivers, Delivery delivery, SubscriptionEvent event) {
        this.receivers = receivers;
        passengers.add(new Passenger(delivery, event));
    }

    /**
     * Checks whether an event for these receivers may join this round. No event joins a round with many gaps, which are
     * slots of subscribers that have left. The round then ends soon, and the gaps are filled before the next round.
     */
    boolean isOpenTo(LoopSubscribers others) {
        return others == receivers && !isDone() && !receivers.hasManyGaps();
    }

    void join(Delivery delivery, SubscriptionEvent event) {
        Passenger passenger = new Passenger(delivery, event);
        if (begun) {
            passenger.begin(receivers.slots());
        }
        passengers.add(passenger);
    }

    boolean isDone() {
        return passengers.isEmpty();
    }

    /** Serves receivers until no event is left or the budget is used up. Returns the unused part of the budget. */
    int serve(int budget) {
        if (!begun) {
            begun = true;
            int end = receivers.beginWalk();
            passengers.forEach(passenger -> passenger.begin(end));
            endThoseThatHaveArrived();
        }
        int left = budget;
        while (left > 0 && !passengers.isEmpty()) {
            left -= passengers.size() == 1 ? serveOne(passengers.get(0), left) : serveAll();
            if (passengers.get(0).left == 0) {
                endThoseThatHaveArrived();
            }
        }
        return left;
    }

    /**
     * Delivers the only event of the walk until all receivers have it, another event joins, or the budget is used up.
     * Returns the number of receivers served.
     */
    private int serveOne(Passenger only, int budget) {
        int served = 0;
        while (served < budget && only.left > 0 && passengers.size() == 1) {
            if (slot >= only.end) {
                slot = 0;
            }
            only.left--;
            served++;
            deliver(only, receivers.at(slot++));
        }
        return served;
    }

    /** Delivers all events of the walk to the next receiver. Returns the number of delivered events. */
    private int serveAll() {
        if (slot >= passengers.get(passengers.size() - 1).end) {
            slot = 0;
        }
        int visited = slot++;
        int served = 0;
        for (int i = 0; i < passengers.size(); i++) {
            Passenger passenger = passengers.get(i);
            if (visited < passenger.end) {
                passenger.left--;
                served++;
                deliver(passenger, receivers.at(visited));
            }
        }
        return served;
    }

    private static void deliver(Passenger passenger, @Nullable Subscriber subscriber) {
        if (subscriber != null && passenger.event.isFor(subscriber)) {
            if (!subscriber.take(passenger.event)) {
                passenger.delivery.countDrop();
            }
        }
    }

    private void endThoseThatHaveArrived() {
        int arrived = 0;
        while (arrived < passengers.size() && passengers.get(arrived).left == 0) {
            passengers.get(arrived++).delivery.partIsServed();
        }
        passengers.subList(0, arrived).clear();
        if (passengers.isEmpty()) {
            receivers.endWalk();
        }
    }
}
