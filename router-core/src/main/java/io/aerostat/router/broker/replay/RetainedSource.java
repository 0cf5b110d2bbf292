package io.aerostat.router.broker.replay;

import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.publication.RetainedPages;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.broker.subscription.Subscription;
import io.aerostat.router.link.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The retained events for a new subscriber (RET-4). Confined to the subscriber's loop. */
public final class RetainedSource implements ReplaySource {
    private final Subscriber subscriber;
    private final RetainedPages pages;

    public RetainedSource(Subscriber subscriber, RetainedPages pages) {
        this.subscriber = subscriber;
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        return pages.hasNext();
    }

    @Override
    public CompletionStage<List<SharedMessage>> next() {
        return pages.next().thenApply(this::messages);
    }

    private List<SharedMessage> messages(List<RetainedEvent> events) {
        Subscription subscription = subscriber.subscription();
        List<SharedMessage> found = new ArrayList<>(events.size());
        for (RetainedEvent each : events) {
            Publication publication = each.publication();
            if (subscriber.takes(subscription.chooseNode(publication.resourceKey()))) {
                EventFeatures shown =
                        publication.features().and(subscriber.receiver().features());
                found.add(publication.event(subscription.id(), subscription.isPattern(), shown, true));
            }
        }
        return found;
    }

    @Override
    public void pageArrived() {
        // The pages keep track of the next page themselves.
    }

    @Override
    public boolean isNew(long number) {
        return true; // the subscriber itself skips events that it has already received
    }

    @Override
    public void close() {
        pages.close();
    }
}
