package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.time.RouterClock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of a realm's subscriptions. Read without locks on any thread. Changes are synchronized, because the index
 * allows one writer at a time and because the listener must be called in the order of the changes; the lock is held
 * for a few steps.
 */
public final class SubscriptionTable {
    private final PatternIndex<Subscription> index = new PatternIndex<>();
    private final ConcurrentHashMap<Long, Subscription> byId = new ConcurrentHashMap<>();
    private final RetainedEvents retained;
    private final SubscriptionListener listener;
    private final RouterClock clock;
    private long lastId;

    public SubscriptionTable(RetainedEvents retained, SubscriptionListener listener, RouterClock clock) {
        this.retained = retained;
        this.listener = listener;
        this.clock = clock;
    }

    @Nullable
    Subscription find(String topic, MatchPolicy match) {
        return index.find(topic, match);
    }

    @Nullable
    Subscription find(long id) {
        return byId.get(id);
    }

    public void forEachMatch(String topic, Consumer<? super Subscription> consumer) {
        index.forEachMatch(topic, consumer);
    }

    void forEach(Consumer<? super Subscription> consumer) {
        byId.values().forEach(consumer);
    }

    public int size() {
        return byId.size();
    }

    /** Creates a subscription that exists with or without subscribers, because its events are kept (HIS-7, SBM-2). */
    public synchronized void open(HistoryRule rule, EventLog log) {
        if (index.find(rule.uri(), rule.match()) == null) {
            create(rule.uri(), rule.match(), log);
        }
    }

    /** Adds a subscriber. On the session's loop. */
    synchronized Subscriber join(EventReceiver receiver, String topic, MatchPolicy match, @Nullable String nodeKey) {
        Subscription subscription = index.find(topic, match);
        boolean isNew = subscription == null;
        if (subscription == null) {
            subscription = create(topic, match, null);
        }
        Subscriber subscriber = subscription.add(receiver, nodeKey);
        if (!subscription.isHidden()) {
            if (isNew) {
                listener.onCreate(receiver.peer().id(), subscription.details());
            }
            listener.onSubscribe(receiver.peer().id(), subscription.id());
        }
        return subscriber;
    }

    /** Changes the shard of a subscriber. On the session's loop. */
    public synchronized void changeNodeKey(Subscriber subscriber, @Nullable String nodeKey) {
        subscriber.subscription().changeNodeKey(subscriber, nodeKey);
    }

    /** Removes a subscriber. On the session's loop. */
    synchronized void leave(Subscriber subscriber) {
        Subscription subscription = subscriber.subscription();
        subscription.remove(subscriber);
        if (!subscription.isHidden()) {
            listener.onUnsubscribe(subscriber.receiver().peer().id(), subscription.id());
        }
        dropIfUnused(subscription);
    }

    /**
     * Deletes the subscription of a topic unless it has subscribers; called when the topic's retained event is gone
     * (SBM-2). Any thread.
     */
    public synchronized void removeIfUnused(String topic) {
        Subscription subscription = index.find(topic, MatchPolicy.EXACT);
        if (subscription != null) {
            dropIfUnused(subscription);
        }
    }

    private Subscription create(String topic, MatchPolicy match, @Nullable EventLog log) {
        SubscriptionDetails details = new SubscriptionDetails(++lastId, clock.now(), topic, match);
        Subscription subscription = new Subscription(details, log);
        byId.put(subscription.id(), subscription);
        index.put(topic, match, subscription);
        return subscription;
    }

    private void dropIfUnused(Subscription subscription) {
        SubscriptionDetails details = subscription.details();
        boolean isKept = subscription.subscribers() > 0
                || subscription.log() != null
                || (!subscription.isPattern() && retained.holds(details.uri(), clock.steadyNow()));
        if (isKept) {
            return;
        }
        index.remove(details.uri(), details.match());
        byId.remove(subscription.id());
        if (!subscription.isHidden()) {
            listener.onDelete(subscription.lastSubscriber(), subscription.id());
        }
    }
}
