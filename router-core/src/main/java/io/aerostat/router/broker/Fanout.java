package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.BrokerLoop;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.broker.subscription.LoopSubscribers;
import io.aerostat.router.broker.subscription.Recording;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.history.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the receivers of one publication from the matching subscriptions: a delivery for each loop, and the nodes
 * that have subscribers. Then submits the deliveries to their loops and sends the publication to the nodes. Each
 * publication has its own fan-out. Used on the publisher's loop only.
 */
final class Fanout implements Consumer<Subscription> {
    private final Publication publication;
    private final Publisher publisher;
    private final boolean acknowledged;
    private final boolean forwarded;
    private final List<Delivery> deliveries = new ArrayList<>(2);
    private @Nullable List<Subscription> recorded; // null if no history records the event
    private boolean isSubmitted;
    private @Nullable List<InterestedNode> nodes; // null if no node has been added yet
    private @Nullable Instant recordedAt; // null until a history records the event
    private @Nullable CompletionStage<Void> kept; // null if all stores have kept the event at once

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
     * @param forwarded whether another node has sent the publication; if so, only sessions of this node get it
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
        if (subscription.recording() != null && !publication.audience().namesSessions()) { // HIS-4
            if (recorded == null) {
                recorded = new ArrayList<>(1);
            }
            recorded.add(subscription);
        } else {
            collect(subscription, 0);
        }
    }

    /** Adds the receivers of a subscription. The event has a number if the history of the subscription records it. */
    private void collect(Subscription subscription, long number) {
        if (subscription.isWantedElsewhere() && !forwarded) {
            subscription.addNodesTo(nodes());
        }
        LoopSubscribers[] groups = subscription.groups();
        if (groups.length == 0) {
            return;
        }
        SubscriptionEvent event = new SubscriptionEvent(publication, subscription, number);
        int each = 1 + subscription.subscribers() / groups.length;
        for (LoopSubscribers group : groups) {
            deliveryTo(group.loop()).add(event, group, each);
        }
    }

    /**
     * Adds the event to the histories that record it. If there are any, submits the deliveries in the same step, so
     * that subscribers get the events of a history in its order. Deliveries to the publisher's loop run in a later
     * task.
     */
    void record() {
        List<Subscription> histories = recorded;
        if (histories == null) {
            return;
        }
        Instant time = recordedAt == null ? publisher.now() : recordedAt;
        recordedAt = time;
        for (Subscription subscription : histories) {
            EventLog log = subscription.log();
            if (log != null && !log.isShared()) {
                sendToAllNodes(); // every node keeps the history
            }
        }
        synchronized (publisher.recording()) {
            for (Subscription subscription : histories) {
                record(subscription, subscription.recording(), time);
            }
            submitDeliveries(true);
        }
    }

    private void record(Subscription subscription, @Nullable Recording recording, Instant time) {
        if (recording == null) {
            return;
        }
        if (forwarded && recording.log().isShared()) {
            collect(subscription, 0); // the publisher's node has added the event
        } else {
            await(recording.append(publication.recorded(subscription.isPattern(), time)));
            collect(subscription, recording.last());
        }
    }

    /** Adds a stage that must complete before the publication is acknowledged. */
    void await(CompletionStage<Void> stage) {
        if (stage != EventLog.DONE) {
            kept = kept == null ? stage : kept.thenCombine(stage, (one, other) -> null);
        }
    }

    /**
     * Returns a stage that completes when all stores have kept the event, and fails if a store cannot keep the event.
     * Returns null if there is nothing to wait for.
     */
    @Nullable
    CompletionStage<Void> kept() {
        return kept;
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
     * Sends the publication to the other nodes, and submits the deliveries unless {@link #record} has done so. The
     * deliveries of other loops go first, so that these loops run in parallel with this one.
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
        if (!isSubmitted) {
            submitDeliveries(false);
        }
    }

    /** @param later whether the deliveries of this loop wait behind the work that other loops have already submitted */
    private void submitDeliveries(boolean later) {
        isSubmitted = true;
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
                if (later) {
                    delivery.loop().post(delivery);
                } else {
                    delivery.loop().submit(delivery);
                }
            }
        }
    }
}
