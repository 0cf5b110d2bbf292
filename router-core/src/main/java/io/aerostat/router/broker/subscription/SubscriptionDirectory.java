package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a realm as the meta API shows them, without subscriptions to topics under {@code wamp.}
 * (META-3). Any thread.
 */
public final class SubscriptionDirectory {
    private final SubscriptionTable subscriptions;

    public SubscriptionDirectory(SubscriptionTable subscriptions) {
        this.subscriptions = subscriptions;
    }

    public List<SubscriptionDetails> all() {
        List<SubscriptionDetails> found = new ArrayList<>();
        subscriptions.forEach(subscription -> {
            if (!subscription.isHidden()) {
                found.add(subscription.details());
            }
        });
        return found;
    }

    public Optional<SubscriptionDetails> find(long id) {
        return Optional.ofNullable(visible(subscriptions.find(id))).map(Subscription::details);
    }

    /** Returns the subscription of exactly this topic or pattern. */
    public Optional<SubscriptionDetails> lookup(String topic, MatchPolicy match) {
        return Optional.ofNullable(visible(subscriptions.find(topic, match))).map(Subscription::details);
    }

    /** Returns all subscriptions that match the topic. */
    public List<SubscriptionDetails> match(String topic) {
        List<SubscriptionDetails> found = new ArrayList<>();
        subscriptions.forEachMatch(topic, subscription -> {
            if (!subscription.isHidden()) {
                found.add(subscription.details());
            }
        });
        return found;
    }

    /** Returns the number of subscribers; 0 if there is no such subscription. */
    public int countSubscribers(long id) {
        Subscription subscription = visible(subscriptions.find(id));
        return subscription == null ? 0 : subscription.subscribers();
    }

    /** Asks each loop for its subscribed sessions, and returns their ids; empty if there is no such subscription. */
    public CompletionStage<List<Long>> subscribers(long id) {
        Subscription subscription = visible(subscriptions.find(id));
        CompletableFuture<List<Long>> all = CompletableFuture.completedFuture(List.of());
        if (subscription == null) {
            return all;
        }
        for (LoopSubscribers group : subscription.groups()) {
            all = all.thenCombine(sessions(group), (some, more) -> {
                List<Long> both = new ArrayList<>(some);
                both.addAll(more);
                return both;
            });
        }
        return all;
    }

    /**
     * Returns the log of the subscription's events; empty if the events are not kept or there is no such subscription.
     */
    public Optional<EventLog> history(long id) {
        return Optional.ofNullable(subscriptions.find(id)).map(Subscription::log);
    }

    /**
     * Returns a subscription whose events may be queried. A hidden subscription is included if its events are kept,
     * because its subscribers know the id.
     */
    public Optional<SubscriptionDetails> findRemembered(long id) {
        return Optional.ofNullable(subscriptions.find(id))
                .filter(subscription -> !subscription.isHidden() || subscription.log() != null)
                .map(Subscription::details);
    }

    private static CompletableFuture<List<Long>> sessions(LoopSubscribers group) {
        CompletableFuture<List<Long>> answer = new CompletableFuture<>();
        try {
            group.loop().executor().execute(() -> answer.complete(group.sessions()));
        } catch (RejectedExecutionException e) {
            answer.complete(List.of());
        }
        return answer;
    }

    private static @Nullable Subscription visible(@Nullable Subscription subscription) {
        return subscription == null || subscription.isHidden() ? null : subscription;
    }
}
