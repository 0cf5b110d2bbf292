package io.aerostat.node.link;

import io.aerostat.client.meta.IdsByMatch;
import io.aerostat.client.pubsub.Subscription;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one subscription or registration in a realm for each topic or procedure that clients use in the other realm. A
 * meta event only causes a query of the present state, so the order of meta events does not matter. Any thread; one
 * query at a time.
 *
 * @param <T> the subscription or registration
 */
abstract class Mirror<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    /** The session of the link in the watched realm, which does not count as a client. */
    private final long own;

    private final Map<Long, T> mirrored = new HashMap<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private boolean isAsking;

    Mirror(long own) {
        this.own = own;
    }

    /** Begins to watch. Completes when the present subscriptions or registrations have been listed. */
    CompletionStage<Void> start() {
        List<CompletionStage<Subscription>> watches = watch((session, id) -> {
            if (session != own) {
                touch(id);
            }
        });
        return CompletableFuture.allOf(watches.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture<?>[]::new))
                .thenCompose(watching -> list())
                .thenAccept(ids -> ids.exact().forEach(this::touch));
    }

    /** Called at each change, with the session and the id of its subscription or registration. */
    interface Changed {
        void accept(long session, long id);
    }

    /** Subscribes to the changes in the watched realm. */
    abstract List<CompletionStage<Subscription>> watch(Changed changed);

    /** Returns the ids of the subscriptions or registrations in the watched realm. */
    abstract CompletionStage<IdsByMatch> list();

    /** Returns the sessions that hold the subscription or registration with this id in the watched realm. */
    abstract CompletionStage<List<Long>> sessions(long id);

    /** Subscribes or registers in the other realm; empty if the topic or procedure is not forwarded. */
    abstract CompletionStage<Optional<T>> add(long id);

    abstract CompletionStage<Void> end(T part);

    private synchronized void touch(long id) {
        changed.add(id);
        if (!isAsking) {
            isAsking = true;
            askNext();
        }
    }

    private synchronized void askNext() {
        Iterator<Long> ids = changed.iterator();
        if (!ids.hasNext()) {
            isAsking = false;
            return;
        }
        long id = ids.next();
        ids.remove();
        sessions(id)
                .handle((sessions, failure) ->
                        failure == null && sessions.stream().anyMatch(one -> one != own))
                .thenCompose(isUsed -> isUsed ? begin(id) : finish(id))
                .whenCompleteAsync((done, failure) -> {
                    if (failure != null) {
                        LOG.debug("a change of {} is not forwarded", id, failure);
                    }
                    askNext();
                });
    }

    private CompletionStage<Void> begin(long id) {
        synchronized (this) {
            if (mirrored.containsKey(id)) {
                return CompletableFuture.completedFuture(null);
            }
        }
        return add(id).thenAccept(added -> added.ifPresent(part -> {
            synchronized (this) {
                mirrored.put(id, part);
            }
        }));
    }

    private CompletionStage<Void> finish(long id) {
        T part;
        synchronized (this) {
            part = mirrored.remove(id);
        }
        return part == null ? CompletableFuture.completedFuture(null) : end(part);
    }
}
