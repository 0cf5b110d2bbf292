package io.aerostat.router.broker;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The retained events for one new subscriber, after its SUBSCRIBED and before what is published from now on (RET-4). Confined to its loop. */
final class RetainedReplay implements LoopWork {
    private final Subscriber subscriber;
    private final Queue<RetainedEvent> events;

    RetainedReplay(Subscriber subscriber, List<RetainedEvent> events) {
        this.subscriber = subscriber;
        this.events = new ArrayDeque<>(events);
    }

    @Override
    public int serve(int budget) {
        int left = budget;
        BrokerSession session = subscriber.session();
        Subscription subscription = subscriber.subscription();
        while (left > 0 && !events.isEmpty()) {
            Publication publication = events.remove().publication();
            String chosenNode = subscription.nodeKeys().choose(publication.resourceKey());
            if (session.holds(subscriber) && subscriber.takes(chosenNode)) {
                EventFeatures shown = publication.features().and(session.eventDetails());
                session.deliver(publication.event(subscription, shown, true));
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
    public void finish() {
        // Nobody waits for it.
    }
}
