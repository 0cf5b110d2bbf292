package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.match.SharedIds;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table of a realm's subscriptions. Readers on any thread need no lock. Changes are synchronized, because the index
 * allows only one writer at a time and the listener must be called in the order of the changes. The lock is held only
 * for a few steps.
 */
public final class SubscriptionTable {
    private final PatternIndex<Subscription> index = new PatternIndex<>();
    private final ConcurrentHashMap<Long, Subscription> byId = new ConcurrentHashMap<>();
    private final RetainedEvents retained;
    private final SubscriptionListener listener;
    private final InterestAnnouncer announcer;
    private final RouterClock clock;
    private long lastId;

    public SubscriptionTable(
            RetainedEvents retained, SubscriptionListener listener, InterestAnnouncer announcer, RouterClock clock) {
        this.retained = retained;
        this.listener = listener;
        this.announcer = announcer;
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

    /** Creates a subscription that remains even without subscribers, because its events are kept (HIS-7, SBM-2). */
    public synchronized void open(HistoryRule rule, EventLog log) {
        if (index.find(rule.uri(), rule.match()) == null) {
            create(rule.uri(), rule.match(), clock.now(), log);
        }
    }

    /** Adds a subscriber. Called on the session's loop. */
    synchronized Subscriber join(EventReceiver receiver, String topic, MatchPolicy match, @Nullable String nodeKey) {
        Subscription subscription = index.find(topic, match);
        boolean isNew = subscription == null;
        if (subscription == null) {
            subscription = create(topic, match, clock.now(), null);
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

    /** Changes the shard of a subscriber. Called on the session's loop. */
    public synchronized void changeNodeKey(Subscriber subscriber, @Nullable String nodeKey) {
        if (announcer.isShared()) {
            SubscriptionDetails details = subscriber.subscription().details();
            EventExecutor loop = subscriber.receiver().loop().executor();
            announcer.acquire(details.uri(), details.match(), nodeKey, loop);
            announcer.release(details.uri(), details.match(), subscriber.nodeKey(), loop);
        }
        subscriber.subscription().changeNodeKey(subscriber, nodeKey);
    }

    /** Removes a subscriber. Called on the session's loop. */
    synchronized void leave(Subscriber subscriber) {
        Subscription subscription = subscriber.subscription();
        subscription.remove(subscriber);
        if (!subscription.isHidden()) {
            listener.onUnsubscribe(subscriber.receiver().peer().id(), subscription.id());
        }
        dropIfUnused(subscription, subscription.lastSubscriber());
        if (announcer.isShared()) {
            SubscriptionDetails details = subscription.details();
            announcer.release(
                    details.uri(),
                    details.match(),
                    subscriber.nodeKey(),
                    subscriber.receiver().loop().executor());
        }
    }

    /** Adds a node that has subscribers of a topic or pattern, or replaces its node keys. Any thread. */
    public synchronized void addNode(
            InterestedNode node, String topic, MatchPolicy match, Instant created, List<String> nodeKeys) {
        Subscription subscription = index.find(topic, match);
        if (subscription == null) {
            subscription = create(topic, match, created, null);
        }
        subscription.addNode(node, nodeKeys);
    }

    /** Removes a node that no longer has subscribers of a topic or pattern. Any thread. */
    public synchronized void removeNode(InterestedNode node, String topic, MatchPolicy match) {
        Subscription subscription = index.find(topic, match);
        if (subscription != null && subscription.removeNode(node)) {
            // The listener is not called, because the other node announces the end of the subscription.
            deleteIfUnused(subscription);
        }
    }

    /**
     * Removes a lost node from all subscriptions. Any thread.
     *
     * @param announces whether this node announces the end of subscriptions that no longer have subscribers
     */
    public synchronized void removeNode(InterestedNode node, boolean announces) {
        for (Subscription subscription : byId.values()) {
            if (subscription.removeNode(node)) {
                if (announces) {
                    dropIfUnused(subscription, 0);
                } else {
                    deleteIfUnused(subscription);
                }
            }
        }
    }

    /**
     * Deletes the subscription of a topic unless it has subscribers. Called when the topic no longer has a retained
     * event (SBM-2). Any thread.
     */
    public synchronized void removeIfUnused(String topic) {
        Subscription subscription = index.find(topic, MatchPolicy.EXACT);
        if (subscription != null) {
            dropIfUnused(subscription, subscription.lastSubscriber());
        }
    }

    private Subscription create(String topic, MatchPolicy match, Instant created, @Nullable EventLog log) {
        SubscriptionDetails details = new SubscriptionDetails(nextId(topic, match), created, topic, match);
        Subscription subscription = new Subscription(details, log);
        byId.put(subscription.id(), subscription);
        index.put(topic, match, subscription);
        return subscription;
    }

    private long nextId(String topic, MatchPolicy match) {
        if (!announcer.isShared()) {
            return ++lastId;
        }
        long attempt = 0;
        long id = SharedIds.of(topic, match, attempt);
        while (byId.containsKey(id)) {
            id = SharedIds.of(topic, match, ++attempt);
        }
        return id;
    }

    private void dropIfUnused(Subscription subscription, long lastSubscriber) {
        if (deleteIfUnused(subscription) && !subscription.isHidden()) {
            listener.onDelete(lastSubscriber, subscription.id());
        }
    }

    private boolean deleteIfUnused(Subscription subscription) {
        SubscriptionDetails details = subscription.details();
        boolean isKept = !subscription.isAbandoned()
                || subscription.log() != null
                || (!subscription.isPattern() && retained.holds(details.uri(), clock.steadyNow()));
        if (isKept) {
            return false;
        }
        index.remove(details.uri(), details.match());
        byId.remove(subscription.id());
        return true;
    }
}
