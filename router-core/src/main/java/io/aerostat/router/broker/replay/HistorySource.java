package io.aerostat.router.broker.replay;

import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.broker.subscription.HeldEvents;
import io.aerostat.router.broker.subscription.Recording;
import io.aerostat.router.broker.subscription.Subscriber;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The events of a history from a given number up to the first event that the subscriber gets live. Confined to the
 * subscriber's loop.
 */
public final class HistorySource implements ReplaySource {
    private final Subscriber subscriber;
    private final Recording recording;
    private final HeldEvents held;
    private long next;
    private long last;
    private volatile long nextAfterPage; // written on the thread that reads

    /**
     * Creates a source.
     *
     * @param next the number of the first event
     */
    public HistorySource(Subscriber subscriber, Recording recording, HeldEvents held, long next) {
        this.subscriber = subscriber;
        this.recording = recording;
        this.held = held;
        this.next = next;
        this.last = recording.last();
        subscriber.setReplayedUpTo(last);
    }

    @Override
    public boolean hasNext() {
        if (held.forgottenUpTo() > last) {
            last = held.forgottenUpTo();
            subscriber.setReplayedUpTo(last);
        }
        return next <= last;
    }

    @Override
    public CompletionStage<List<SharedMessage>> next() {
        long from = next;
        return recording.log().range(from, last).thenApply(this::visible);
    }

    private List<SharedMessage> visible(EventRange range) {
        if (!range.isComplete()) {
            throw new NoLongerKeptException();
        }
        nextAfterPage = range.next();
        Peer peer = subscriber.receiver().peer();
        List<SharedMessage> found = new ArrayList<>(range.events().size());
        for (StoredEvent event : range.events()) {
            if (event.audience()
                    .admits(
                            peer.id(),
                            peer.principal().authid(),
                            peer.principal().authrole())) {
                found.add(message(event));
            }
        }
        return found;
    }

    private SharedMessage message(StoredEvent event) {
        EventFeatures shown = subscriber.receiver().features();
        EventDetails all = event.details();
        boolean withPublisher = shown.hasPublisher();
        EventDetails details = new EventDetails(
                all.topic(),
                withPublisher ? all.publisher() : 0,
                withPublisher ? all.publisherAuthid() : null,
                withPublisher ? all.publisherAuthrole() : null,
                shown.hasTrustlevel() ? all.trustlevel() : -1,
                false,
                false,
                all.passthru());
        return new SharedMessage(new Event(
                subscriber.subscription().id(),
                event.publication(),
                details,
                Serializers.readable(event.payload(), shown.hasBarePayload())));
    }

    @Override
    public void pageArrived() {
        next = nextAfterPage;
    }

    @Override
    public boolean isNew(long number) {
        if (number == 0) {
            return true;
        }
        boolean isNew = number >= next;
        next = Math.max(next, number + 1);
        return isNew;
    }

    @Override
    public void close() {
        // Later deliveries skip exactly the events that have been read.
        subscriber.setReplayedUpTo(next - 1);
    }
}
