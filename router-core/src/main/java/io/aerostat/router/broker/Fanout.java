package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.history.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the receivers of one publication from the matching subscriptions: a delivery for each loop, and the nodes
 * that have subscribers. Then submits the deliveries to their loops and sends the publication to the nodes.
 * Short-lived; used on the publisher's loop.
 */
final class Fanout implements Consumer<Subscription> {
    private final Publication publication;
    private final Publisher publisher;
    private final boolean acknowledged;
    private final boolean forwarded;
    private final List<Delivery> deliveries = new ArrayList<>(2);
    private @Nullable List<InterestedNode> nodes; // null if no node has been added yet
    private @Nullable Instant recordedAt; // null until a history records the event

    /**
     * Creates the fan-out of a publication of this node.
     *
     * @param acknowledged whether the publisher asked for an acknowledgement
     */
    Fanout(Publication publication, Publisher publisher, boolean acknowledged) {
        this(publication, publisher, acknowledged, false, null);
    }

    /**
     * Creates a fan-out.
     *
     * @param forwarded whether another node has sent the publication; then only sessions of this node get it
     * @param recordedAt the time under which histories keep a forwarded event
     */
    Fanout(
            Publication publication,
            Publisher publisher,
            boolean acknowledged,
            boolean forwarded,
            @Nullable Instant recordedAt) {
        this.publication = publication;
        this.acknowledged = acknowledged;
        this.publisher = publisher;
        this.forwarded = forwarded;
        this.recordedAt = recordedAt;
    }

    @Override
    public void accept(Subscription subscription) {
        EventLog log = subscription.log();
        if (log != null && !publication.audience().namesSessions()) { // HIS-4
            record(subscription, log);
        }
        if (subscription.isWantedElsewhere() && !forwarded) {
            subscription.addNodesTo(nodes());
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

    private void record(Subscription subscription, EventLog log) {
        Instant time = recordedAt;
        if (time == null) {
            time = publisher.now();
            recordedAt = time;
            sendToAllNodes(); // every node keeps the history
        }
        log.append(publication.recorded(subscription.isPattern(), time));
    }

    /** Makes every other node of the realm a receiver, whether or not it has subscribers. */
    void sendToAllNodes() {
        List<InterestedNode> all = publisher.otherNodes();
        if (!forwarded && !all.isEmpty()) {
            List<InterestedNode> chosen = nodes();
            chosen.clear();
            chosen.addAll(all);
        }
    }

    private List<InterestedNode> nodes() {
        List<InterestedNode> chosen = nodes;
        if (chosen == null) {
            chosen = new ArrayList<>(2);
            nodes = chosen;
        }
        return chosen;
    }

    private Delivery deliveryTo(BrokerLoop loop) {
        for (Delivery delivery : deliveries) {
            if (delivery.loop() == loop) {
                return delivery;
            }
        }
        Delivery delivery = new Delivery(loop, publisher, acknowledged ? publication : null);
        deliveries.add(delivery);
        return delivery;
    }

    /**
     * Sends the publication to the other nodes and submits the deliveries. The deliveries of other loops go first, so
     * that these loops run in parallel with this one.
     */
    void submit() {
        if (nodes != null) {
            for (InterestedNode node : nodes) {
                boolean sent = node.deliver(
                        publication, acknowledged, recordedAt, publisher.loop().executor());
                if (!sent) {
                    publisher.dropFor(node, publication, acknowledged);
                }
                if (node.isCongested()) {
                    publisher.pauseFor(node);
                }
            }
        }
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
