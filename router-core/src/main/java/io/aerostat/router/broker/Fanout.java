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
 * Collects the deliveries of one publication from the subscriptions that match it, one delivery for each loop; then
 * submits them to their loops. Short-lived, on the publisher's loop.
 */
final class Fanout implements Consumer<Subscription> {
    private final Publication publication;
    private final Publisher publisher;
    private final boolean acknowledged;
    private final List<Delivery> deliveries = new ArrayList<>(2);

    /** @param acknowledged whether the publisher asked for an acknowledgement */
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

    /** Submits the deliveries; those of other loops first, so that these loops work at the same time as this one. */
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
