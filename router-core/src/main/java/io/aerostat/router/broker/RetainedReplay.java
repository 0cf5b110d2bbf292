package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.subscription.EventReceiver;
import io.aerostat.router.broker.subscription.HeldSubscriptions;
import io.aerostat.router.broker.subscription.LoopWork;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.broker.subscription.Subscription;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Sends the retained events to one new subscriber, after SUBSCRIBED and before later events (RET-4). Confined to the
 * subscriber's loop.
 */
final class RetainedReplay implements LoopWork {
    private final Subscriber subscriber;
    private final HeldSubscriptions held;
    private final Queue<RetainedEvent> events;

    RetainedReplay(Subscriber subscriber, HeldSubscriptions held, List<RetainedEvent> events) {
        this.subscriber = subscriber;
        this.held = held;
        this.events = new ArrayDeque<>(events);
    }

    @Override
    public int serve(int budget) {
        int left = budget;
        EventReceiver receiver = subscriber.receiver();
        Subscription subscription = subscriber.subscription();
        while (left > 0 && !events.isEmpty()) {
            Publication publication = events.remove().publication();
            String chosenNode = subscription.chooseNode(publication.resourceKey());
            if (held.holds(subscriber) && subscriber.takes(chosenNode)) {
                EventFeatures shown = publication.features().and(receiver.features());
                receiver.deliver(publication.event(subscription.id(), subscription.isPattern(), shown, true));
            }
            left--;
        }
        return left;
    }

    @Override
    public boolean isDone() {
        return events.isEmpty();
    }

    @Override
    public boolean tryMerge(LoopWork next) {
        return false;
    }

    @Override
    public void abandon() {
        // There is nothing to clean up: nobody waits for a replay.
    }
}
