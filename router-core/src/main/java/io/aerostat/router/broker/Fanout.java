package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.history.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers the deliveries of one publication, one for each loop, from the subscriptions that match it; then hands them over. Short-lived, on the
 * publisher's loop.
 */
final class Fanout implements Consumer<Subscription> {
    private final Publication publication;
    private final Publisher publisher;
    private final boolean acknowledged;
    private final List<Delivery> deliveries = new ArrayList<>(2);

    /** @param acknowledged whether the publisher wants to know what became of it */
    Fanout(Publication publication, Publisher publisher, boolean acknowledged) {
        this.publication = publication;
        this.acknowledged = acknowledged;
        this.publisher = publisher;
    }

    @Override
    public void accept(Subscription subscription) {
        EventLog log = subscription.log();
        if (log != null && !publication.audience().namesSessions()) { // HIS-4
            log.append(publication.recorded(subscription.isPattern(), publisher.now()));
        }
        LoopSubscribers[] groups = subscription.groups();
        if (groups.length == 0) {
            return;
        }
        SubscriptionEvent event = new SubscriptionEvent(publication, subscription);
        int each = 1 + subscription.subscribers() / groups.length;
        for (LoopSubscribers group : groups) {
            deliveryTo(group.loop()).add(event, group, each);
        }
    }

    private Delivery deliveryTo(BrokerLoop loop) {
        for (Delivery delivery : deliveries) {
            if (delivery.loop() == loop) {
                return delivery;
            }
        }
        Delivery delivery = new Delivery(loop, publisher, acknowledged ? publication.id() : 0);
        deliveries.add(delivery);
        return delivery;
    }

    /** Hands over; the other loops first, so that they work at the same time as this one. */
    void submit() {
        int weight = 0;
        for (Delivery delivery : deliveries) {
            weight += delivery.weight();
        }
        if (weight == 0) {
            return;
        }
        publisher.addUndelivered(weight);
        for (Delivery delivery : deliveries) {
            if (delivery.loop() != publisher.loop()) {
                delivery.loop().submit(delivery);
            }
        }
        for (Delivery delivery : deliveries) {
            if (delivery.loop() == publisher.loop()) {
                delivery.loop().submit(delivery);
            }
        }
    }
}
