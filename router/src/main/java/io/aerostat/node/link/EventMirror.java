package io.aerostat.node.link;

import io.aerostat.client.meta.IdsByMatch;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.SubscriptionMeta;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes the events of one realm in another realm, for the topics that clients of the other realm have subscribed
 * to.
 */
final class EventMirror extends Mirror<Subscription> {
    private final Session subscribers;
    private final Session publishers;
    private final Set<String> excludedAuthids;
    private final SubscriptionMeta meta;

    /**
     * @param subscribers the link's session in the realm of the subscribers
     * @param publishers the link's session in the realm of the publishers
     */
    EventMirror(Session subscribers, Session publishers, Set<String> excludedAuthids) {
        super(subscribers.details().id());
        this.subscribers = subscribers;
        this.publishers = publishers;
        this.excludedAuthids = excludedAuthids;
        this.meta = MetaApi.of(subscribers).subscriptions();
    }

    @Override
    List<CompletionStage<Subscription>> watch(Changed changed) {
        return List.of(
                meta.onSubscribe(changed::accept), meta.onUnsubscribe(changed::accept), meta.onDelete(changed::accept));
    }

    @Override
    CompletionStage<IdsByMatch> list() {
        return meta.list();
    }

    @Override
    CompletionStage<List<Long>> sessions(long id) {
        return meta.listSubscribers(id);
    }

    @Override
    CompletionStage<Optional<Subscription>> add(long id) {
        return meta.get(id)
                .thenCompose(info -> Forwarding.isForwarded(info.uri(), info.match())
                        ? publishers.subscribe(info.uri(), this::forward).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * Forwards an event. Waits until the transport has accepted the event, so that a slow link does not fill the
     * memory.
     */
    private void forward(Event event) {
        if (event.forwardFor().isEmpty()) {
            subscribers
                    .publish(Publication.of(event.topic())
                            .args(event.args().toArray())
                            .kwargs(event.kwargs())
                            .excludeAuthids(excludedAuthids)
                            .forwardFor(event.publisher().map(Hop::of).orElseGet(() -> Hop.of(publishers.details()))))
                    .join();
        }
    }

    @Override
    CompletionStage<Void> end(Subscription part) {
        return part.unsubscribe();
    }
}
