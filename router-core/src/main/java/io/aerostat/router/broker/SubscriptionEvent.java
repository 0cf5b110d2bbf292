package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.LiveEvent;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.link.SharedMessage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A publication as the subscribers of one subscription receive it. Subscribers that may see the same details share one
 * EVENT, which is made when the first of them needs it (SER-10, PID-4). Thread-safe: two loops may make the same EVENT
 * at the same time, and either copy is valid.
 */
final class SubscriptionEvent implements LiveEvent {
    private final Publication publication;
    private final Subscription subscription;
    private final long number;
    private final @Nullable String chosenNode;
    private final SharedMessage plain;
    private final @Nullable AtomicReferenceArray<SharedMessage> detailed;

    /**
     * @param number the number of the event in the history of the subscription, or 0
     */
    SubscriptionEvent(Publication publication, Subscription subscription, long number) {
        this.publication = publication;
        this.number = number;
        this.subscription = subscription;
        this.chosenNode = subscription.chooseNode(publication.resourceKey());
        this.plain = publication.event(subscription.id(), subscription.isPattern(), EventFeatures.NONE, false);
        this.detailed = publication.features().isNone() ? null : new AtomicReferenceArray<>(EventFeatures.COMBINATIONS);
    }

    @Override
    public boolean isFor(Subscriber subscriber) {
        return subscriber.isReceiverOf(publication, chosenNode, number);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int bytes() {
        return publication.payload().size();
    }

    @Override
    public SharedMessage message(EventFeatures announced) {
        AtomicReferenceArray<SharedMessage> variants = detailed;
        if (variants == null) {
            return plain;
        }
        EventFeatures shown = publication.features().and(announced);
        if (shown.isNone()) {
            return plain;
        }
        SharedMessage message = variants.get(shown.bits());
        if (message == null) {
            message = publication.event(subscription.id(), subscription.isPattern(), shown, false);
            variants.set(shown.bits(), message);
        }
        return message;
    }
}
